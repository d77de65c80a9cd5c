using System.Collections.Immutable;

namespace Injector.Kubernetes.Api;

/// <summary>How requests are made.</summary>
public sealed record ApiRequests
{
    /// <summary>As oneself, with the usual limit.</summary>
    public static ApiRequests Default { get; } = new();

    /// <summary>The user to act as (header <c>Impersonate-User</c>); <see langword="null"/> for oneself.</summary>
    public string? User { get; init; }

    /// <summary>Groups to act as (header <c>Impersonate-Group</c>); only with a user. Default: none.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>How long one request may take. Default 30 seconds.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);
}
