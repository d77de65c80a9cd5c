using System.Text.Json;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.Envoy;

/// <summary>
/// Writes how a cluster finds its servers: each address of each DNS name is a server. Envoy prefers IPv6, by which most pods reach nobody: so
/// IPv4 is preferred where the pod has it and the version is known; without a version Envoy decides.
/// </summary>
internal static class DiscoveryWriter
{
    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        var families = view.Model.Settings.Addresses is AddressFamilies.IPv6 ? "AUTO" : "V4_PREFERRED";
        if (cluster.Endpoints.All(endpoint => endpoint.IsAddress))
        {
            json.WriteString("type", "STATIC");
        }
        else if (view.HasDnsCluster)
        {
            json.WriteStartExtension("cluster_type", "envoy.clusters.dns", "envoy.extensions.clusters.dns.v3.DnsCluster");
            json.WriteDuration("dns_refresh_rate", TimeSpan.FromSeconds(5));
            json.WriteBoolean("respect_dns_ttl", true);
            json.WriteDuration("dns_jitter", TimeSpan.FromSeconds(1));
            json.WriteString("dns_lookup_family", families);
            json.WriteEndExtension();
        }
        else
        {
            json.WriteString("type", "STRICT_DNS");
            if (view.HasDnsFields)
            {
                json.WriteBoolean("respect_dns_ttl", true);
                json.WriteString("dns_lookup_family", families);
            }
        }
    }
}
