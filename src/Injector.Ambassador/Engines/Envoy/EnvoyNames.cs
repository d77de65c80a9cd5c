namespace Injector.Ambassador.Engines.Envoy;

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
