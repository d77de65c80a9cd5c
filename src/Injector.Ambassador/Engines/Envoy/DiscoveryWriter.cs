using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes how a cluster finds its servers: each address of each DNS name is a server. Envoy prefers IPv6, by which most pods reach nobody: so
/// IPv4 is preferred where the pod has it and the version is known; without a version Envoy decides.
/// </summary>
internal static class DiscoveryWriter
{
    // Between once and twice this; the name server of a cluster gives answers a life of five seconds, so that every name of every pod would come that often.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        var families = view.Model.Settings.Addresses is AddressFamilies.IPv6 ? "AUTO" : "V4_PREFERRED";
        if (cluster.Endpoints.All(endpoint => endpoint.Address is not null))
        {
            json.WriteString("type", "STATIC");
            return;
        }

        // Whoever waits for a name server when it starts does not start while there is none.
        json.WriteBoolean("wait_for_warm_on_init", false);
        if (view.HasDnsCluster)
        {
            json.WriteStartExtension("cluster_type", "envoy.clusters.dns", "envoy.extensions.clusters.dns.v3.DnsCluster");
            json.WriteDuration("dns_refresh_rate", Interval);
            json.WriteDuration("dns_jitter", Interval);
            json.WriteString("dns_lookup_family", families);
            json.WriteEndExtension();
        }
        else
        {
            json.WriteString("type", "STRICT_DNS");
            if (view.HasDnsFields)
            {
                json.WriteDuration("dns_refresh_rate", Interval);
                json.WriteString("dns_lookup_family", families);
            }
        }
    }
}
