using System.Collections.Immutable;

namespace Injector.Kubernetes.Api;

/// <summary>Settings for requests: impersonation and timeout.</summary>
public sealed record ApiRequests
{
    /// <summary>No impersonation, with the default timeout.</summary>
    public static ApiRequests Default { get; } = new();

    /// <summary>The user to act as (header <c>Impersonate-User</c>); <see langword="null"/> for no impersonation, the default.</summary>
    public string? User { get; init; }

    /// <summary>Groups to act as (header <c>Impersonate-Group</c>); only with a user. Default: none.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Max duration of one request. Default 30 seconds.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);
}
