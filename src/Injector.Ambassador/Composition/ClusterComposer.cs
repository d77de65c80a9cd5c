using Injector.Ambassador.Model;
using Injector.Ambassador.Reading;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Composition;

/// <summary>Creates a cluster from a target.</summary>
internal static class ClusterComposer
{
    private const int DefaultUnhealthyAfter = 3;
    private const int DefaultHealthyAfter = 2;
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultHealthTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DefaultEjection = TimeSpan.FromSeconds(30);

    public static Cluster Compose(string name, UpstreamTarget target, PlacedText place, ProblemList problems)
    {
        var (options, scheme) = (target.Options, target.Address.Scheme);
        var cluster = new Cluster { Name = name, Protocol = scheme.Protocol, Endpoints = target.Address.Endpoints };
        if (options.Balancing is { Kind: LoadBalancingKind.Hash } && !scheme.IsHttp)
        {
            problems.AddAt(place, $"option lb: hash reads a header, and {scheme.Name} has none; write round_robin, least_request or random");
        }

        return cluster with
        {
            TellsServersTheirNames = HasManyNames(target),
            LoadBalancing = options.Balancing ?? LoadBalancing.RoundRobin,
            ConnectTimeout = options.Connect ?? cluster.ConnectTimeout,
            IdleTimeout = options.Idle ?? cluster.IdleTimeout,
            CircuitBreaker = new CircuitBreaker(options.MaxConnections, options.MaxPending, options.MaxRequests),
            Outlier = options.Outlier is { } errors ? new OutlierDetection(errors, options.EjectFor ?? DefaultEjection, options.EjectMax) : null,
            Health = Health(target, place, problems),
            Tls = scheme.IsTls ? Tls(target, place, problems) : null,
        };
    }

    /// <summary>Whether the servers expect different host names, and the user gives no common one. With TLS the user has to give one.</summary>
    public static bool HasManyNames(UpstreamTarget target) =>
        target.Options.Host is null && KnowThemselvesByName(target);

    private static bool KnowThemselvesByName(UpstreamTarget target) =>
        target.Address.Scheme is { IsHttp: true, IsTls: false }
        && target.Address.Endpoints.Any(endpoint => !endpoint.IsAddress)
        && target.Address.Endpoints.Select(endpoint => endpoint.Host).Distinct().Skip(1).Any();

    /// <summary>The name that the servers expect: the SNI name, else the first DNS name; <see langword="null"/> for addresses.</summary>
    public static string? NameOf(UpstreamTarget target) =>
        target.Options.Sni ?? target.Address.Endpoints.FirstOrDefault(endpoint => !endpoint.IsAddress)?.Host;

    /// <summary>The same as a Host header: with the port if all servers share one that is not the scheme's default.</summary>
    public static string? AuthorityOf(UpstreamTarget target) => NameOf(target) is { } name
        ? Authority.Of(name, target.Address.Endpoints.Select(endpoint => (int?)endpoint.Port).Distinct().ToArray() is [var only] ? only : null, target.Address.Scheme.IsTls)
        : null;

    private static HealthCheck? Health(UpstreamTarget target, PlacedText place, ProblemList problems)
    {
        var (options, scheme) = (target.Options, target.Address.Scheme);
        if (options.Health is not { } health)
        {
            return null;
        }

        var kind = health switch
        {
            "tcp" => HealthCheckKind.Tcp,
            "grpc" => HealthCheckKind.Grpc,
            _ => HealthCheckKind.Http,
        };
        if ((kind is HealthCheckKind.Http && !scheme.IsHttp) || (kind is HealthCheckKind.Grpc && !scheme.IsGrpc))
        {
            problems.AddAt(place, $"option health: {health} asks in a language that {scheme.Name} does not speak; write health=tcp");
        }

        return new HealthCheck(
            kind,
            kind is HealthCheckKind.Http ? health : null,
            kind is HealthCheckKind.Http ? CheckedName(target) : null,
            options.HealthInterval ?? DefaultInterval,
            options.HealthTimeout ?? DefaultHealthTimeout,
            options.UnhealthyAfter ?? DefaultUnhealthyAfter,
            options.HealthyAfter ?? DefaultHealthyAfter);
    }

    /// <summary>
    /// The host name that health checks send, if all servers share one. A check forwards no client request, so <c>keep</c> means the same as unset.
    /// </summary>
    private static string? CheckedName(UpstreamTarget target) => target.Options.Host switch
    {
        null or "keep" => KnowThemselvesByName(target) ? null : AuthorityOf(target) ?? "localhost",
        { } host => host,
    };

    private static ClientTls Tls(UpstreamTarget target, PlacedText place, ProblemList problems)
    {
        var options = target.Options;
        var hosts = target.Address.Endpoints.Select(endpoint => endpoint.Host).Distinct().ToArray();
        if (hosts.Length > 1 && (options.SubjectNames ?? (options.Sni is null ? null : [options.Sni])) is null)
        {
            problems.AddAt(place, "has servers of several names behind TLS, so which name their certificates carry must be said; write sni=NAME, and san=NAME if it differs");
        }

        var host = target.Address.Endpoints[0];
        return new ClientTls
        {
            Sni = options.Sni ?? (host.IsAddress ? null : host.Host),
            CaFile = options.Ca?.FullPath,
            SubjectNames = options.SubjectNames ?? [options.Sni ?? host.Host],
            CertificateFile = options.Certificate is { } own ? CredentialFile.Certificate(own).FullPath : null,
            KeyFile = options.Certificate is { } secret ? CredentialFile.PrivateKey(secret).FullPath : null,
        };
    }
}

/// <summary>Treats clusters that differ only in name as equal.</summary>
internal sealed class AlikeClusters : IEqualityComparer<Cluster>
{
    public static AlikeClusters Instance { get; } = new();

    public bool Equals(Cluster? x, Cluster? y) => ReferenceEquals(x, y) || (x is not null && y is not null && AreAlike(x, y));

    /// <summary>Covers what differs in practice; Equals compares the rest.</summary>
    public int GetHashCode(Cluster obj)
    {
        var hash = new HashCode();
        hash.Add(obj.Protocol);
        hash.Add(obj.ConnectTimeout);
        hash.Add(obj.IdleTimeout);
        hash.Add(obj.CircuitBreaker);
        hash.Add(obj.LoadBalancing);
        hash.Add(obj.Outlier);
        hash.Add(obj.Health);
        foreach (var endpoint in obj.Endpoints)
        {
            hash.Add(endpoint);
        }

        return hash.ToHashCode();
    }

    private static bool AreAlike(Cluster left, Cluster right) =>
        left.Endpoints.AsSpan().SequenceEqual(right.Endpoints.AsSpan())
        && (left.Tls is null) == (right.Tls is null)
        && (left.Tls is not { } tls || (right.Tls is { } other && tls.SubjectNames.AsSpan().SequenceEqual(other.SubjectNames.AsSpan())
            && tls with { SubjectNames = [] } == other with { SubjectNames = [] }))
        && left with { Name = "", Endpoints = [], Tls = null } == right with { Name = "", Endpoints = [], Tls = null };
}
