using System.Collections.Frozen;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>The model as Envoy's writers need it: clusters by name, limits where Envoy has them, features of the version.</summary>
/// <param name="Model">The model.</param>
internal sealed record EnvoyView(AmbassadorModel Model)
{
    /// <summary>The oldest version that accepts the configuration written for an unknown version: its listeners know <c>bypass_overload_manager</c>.</summary>
    public static Version OldestVersion { get; } = new(1, 31);

    private static readonly Version DnsClusterVersion = new(1, 33);
    private static readonly Version AllowPathsVersion = new(1, 37);
    private readonly FrozenDictionary<string, Cluster> _clusters = Model.Clusters.ToFrozenDictionary(cluster => cluster.Name, StringComparer.Ordinal);
    private readonly Version? _version = Model.Settings.Version;

    /// <summary>Certificates and CAs that Envoy reloads when they change.</summary>
    public EnvoySecrets Secrets { get; } = new(Model);

    /// <summary>Whether the extension <c>envoy.clusters.dns</c> exists; since then the DNS fields of a cluster are deprecated.</summary>
    public bool HasDnsCluster => _version is { } version && version >= DnsClusterVersion;

    /// <summary>Whether the cluster's own DNS fields exist and are not yet deprecated. If the version is unknown, neither form is written.</summary>
    public bool HasDnsFields => _version is { } version && version < DnsClusterVersion;

    /// <summary>Whether the admin interface can be limited to some paths.</summary>
    public bool HasAllowPaths => _version is { } version && version >= AllowPathsVersion;

    /// <summary>The cluster that a route names.</summary>
    public Cluster Cluster(string name) => _clusters[name];

    /// <summary>Whether the kubelet's probes go to the cluster.</summary>
    public bool IsProbed(Cluster cluster) => Model.Probes?.Routes.Any(route => route.Cluster == cluster.Name) == true;

    /// <summary>Max requests in progress for a cluster: its own limit, or that of the only listener that leads to it, whichever is smaller.</summary>
    public int? MaxRequests(Cluster cluster)
    {
        var limits = Model.Listeners
            .Where(listener => listener.Routes.Any(route => route.Targets.Any(target => target.Cluster == cluster.Name)))
            .Select(listener => listener.Limits.MaxRequests)
            .Append(cluster.CircuitBreaker.MaxRequests);
        return limits.Min();
    }
}

/// <summary>Names and paths shared by the writers.</summary>
internal static class EnvoyNames
{
    /// <summary>
    /// Socket of the admin interface, for Envoy's own container only: localhost is shared by the whole pod, and the interface can shut Envoy down. The folder
    /// must be a volume of that container alone.
    /// </summary>
    public const string AdminSocket = "/run/envoy/admin.sock";

    /// <summary>The node name of Envoy.</summary>
    public const string Node = "ambassador";

    /// <summary>The cluster that leads to the admin interface. No name of an upstream contains an underscore.</summary>
    public const string AdminCluster = "envoy_admin";

    /// <summary>The system's CAs in Envoy's own images.</summary>
    public const string SystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>A name for use within statistics names, whose parts are separated by dots: Prometheus labels are extracted between them.</summary>
    public static string Statistics(string name) => name.Replace('.', '_');
}
