using System.Collections.Frozen;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>The model as Envoy's writers ask it: clusters by name, limits where Envoy has them, what the version can.</summary>
/// <param name="Model">The model.</param>
internal sealed record EnvoyView(AmbassadorModel Model)
{
    /// <summary>The oldest version that takes what is written without a version: its listeners know <c>bypass_overload_manager</c>.</summary>
    public static Version OldestVersion { get; } = new(1, 31);

    private static readonly Version DnsClusterVersion = new(1, 33);
    private static readonly Version AllowPathsVersion = new(1, 37);
    private readonly FrozenDictionary<string, Cluster> _clusters = Model.Clusters.ToFrozenDictionary(cluster => cluster.Name, StringComparer.Ordinal);
    private readonly Version? _version = Model.Settings.Version;

    /// <summary>Certificates and authorities that Envoy reads again when they change.</summary>
    public EnvoySecrets Secrets { get; } = new(Model);

    /// <summary>Whether the extension <c>envoy.clusters.dns</c> is there; from then on the DNS fields of a cluster are deprecated.</summary>
    public bool HasDnsCluster => _version is { } version && version >= DnsClusterVersion;

    /// <summary>Whether the cluster's own DNS fields are there and not yet deprecated. Unknown without a version: then neither is written.</summary>
    public bool HasDnsFields => _version is { } version && version < DnsClusterVersion;

    /// <summary>Whether the administration interface can be limited to some paths.</summary>
    public bool HasAllowPaths => _version is { } version && version >= AllowPathsVersion;

    /// <summary>The cluster that a route names.</summary>
    public Cluster Cluster(string name) => _clusters[name];

    /// <summary>Whether it is the kubelet who asks the cluster.</summary>
    public bool IsProbed(Cluster cluster) => Model.Probes?.Routes.Any(route => route.Cluster == cluster.Name) == true;

    /// <summary>
    /// Most requests in progress that a cluster takes: its own limit, or that of the one listener that leads to it, whichever is smaller.
    /// </summary>
    public int? MaxRequests(Cluster cluster)
    {
        var limits = Model.Listeners
            .Where(listener => listener.Routes.Any(route => route.Targets.Any(target => target.Cluster == cluster.Name)))
            .Select(listener => listener.Limits.MaxRequests)
            .Append(cluster.CircuitBreaker.MaxRequests);
        return limits.Min();
    }
}

/// <summary>Names and places that the writers agree on.</summary>
internal static class EnvoyNames
{
    /// <summary>
    /// Socket of the administration interface, for Envoy's own container: localhost is shared by the whole pod, and the interface can shut Envoy
    /// down. The folder must be a volume of that container alone.
    /// </summary>
    public const string AdminSocket = "/run/envoy/admin.sock";

    /// <summary>What Envoy calls itself.</summary>
    public const string Node = "ambassador";

    /// <summary>The cluster that leads to the administration interface. No name of an upstream holds an underscore.</summary>
    public const string AdminCluster = "envoy_admin";

    /// <summary>Authorities of the container's system, in Envoy's own images.</summary>
    public const string SystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>A name within those of statistics, whose parts are divided by dots: the Prometheus labels are cut out between them.</summary>
    public static string Statistics(string name) => name.Replace('.', '_');
}
