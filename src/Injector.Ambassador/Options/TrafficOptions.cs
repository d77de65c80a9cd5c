using System.Collections.Immutable;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Options;

/// <summary>The user's options for one upstream, target or inbound route; <see langword="null"/> for those that are not set.</summary>
internal sealed record TrafficOptions
{
    public static TrafficOptions None { get; } = new();

    public LoadBalancing? Balancing { get; init; }

    /// <summary>Max time for a request; <see cref="TimeSpan.Zero"/> for an explicit absence of a limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Max time for one try; <see cref="TimeSpan.Zero"/> for an explicit absence of a limit.</summary>
    public TimeSpan? PerTry { get; init; }

    public TimeSpan? Connect { get; init; }

    public TimeSpan? Idle { get; init; }

    public int? Retries { get; init; }

    public bool? RetryAnyMethod { get; init; }

    public int? MaxConnections { get; init; }

    public int? MaxPending { get; init; }

    public int? MaxRequests { get; init; }

    public int? Rate { get; init; }

    public int? Outlier { get; init; }

    public TimeSpan? EjectFor { get; init; }

    public int? EjectMax { get; init; }

    /// <summary><c>tcp</c>, <c>grpc</c> or a path.</summary>
    public string? Health { get; init; }

    public TimeSpan? HealthInterval { get; init; }

    public TimeSpan? HealthTimeout { get; init; }

    public int? UnhealthyAfter { get; init; }

    public int? HealthyAfter { get; init; }

    public string? Sni { get; init; }

    /// <summary>The CA; <see cref="SystemCa"/> stands for the system's.</summary>
    public CredentialFile? Ca { get; init; }

    /// <summary>Whether the system's CAs are requested explicitly; they are also the default.</summary>
    public bool SystemCa { get; init; }

    public ImmutableArray<string>? SubjectNames { get; init; }

    /// <summary>Secret with a certificate.</summary>
    public string? Certificate { get; init; }

    public CredentialFile? ClientCa { get; init; }

    /// <summary>Whether headers about the origin of a request are replaced instead of kept.</summary>
    public bool? ReplaceForwarded { get; init; }

    /// <summary>Host header, or <c>keep</c>.</summary>
    public string? Host { get; init; }
}
