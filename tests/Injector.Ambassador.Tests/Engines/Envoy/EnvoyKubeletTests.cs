using System.Text.Json.Nodes;
using static Injector.Ambassador.Tests.Engines.Envoy.EnvoyReading;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>The two ports that the kubelet asks: neither clients nor the application's own habits may come between.</summary>
public sealed class EnvoyKubeletTests
{
    private static readonly JsonNode Probed = Written(EnvoyFeatures.All.Single(feature => feature.Name == "probes").Apply(EnvoyModels.Inbound));

    [Fact]
    public void Closes_connections_on_which_nothing_is_asked()
    {
        for (var listener = 0; listener < 2; listener++)
        {
            ((bool)Probed["static_resources"]!["listeners"]![listener]!["ignore_global_conn_limit"]!).ShouldBeTrue();
            ((string?)Manager(Probed, listener)["common_http_protocol_options"]!["idle_timeout"]).ShouldBe("10s");
            ((string?)Manager(Probed, listener)["request_headers_timeout"]).ShouldBe("10s");
        }

        ((string?)Manager(Probed, 1)["request_timeout"]).ShouldBe("10s");
        ((string?)Manager(Probed, 2)["common_http_protocol_options"]!["idle_timeout"]).ShouldBe("3600s");
    }

    [Fact]
    public void Sends_each_probe_on_a_connection_of_its_own()
    {
        const string options = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
        var most = Probed["static_resources"]!["clusters"]!.AsArray()
            .Where(cluster => cluster!["typed_extension_protocol_options"] is not null)
            .ToLookup(
                cluster => ((string)cluster!["name"]!).StartsWith("in.probes.", StringComparison.Ordinal),
                cluster => (int?)cluster!["typed_extension_protocol_options"]![options]!["common_http_protocol_options"]!["max_requests_per_connection"]);

        most[true].ShouldNotBeEmpty();
        most[true].ShouldAllBe(number => number == 1);
        most[false].ShouldNotBeEmpty();
        most[false].ShouldAllBe(number => number == null);
    }

    [Fact]
    public void Counts_no_probes_but_what_the_answer_to_them_needs()
    {
        Excluded(Written(EnvoyModels.Inbound)).ShouldBe(["cluster.envoy_admin.", "http.operations.", "connection_limit.operations."]);
        Excluded(Probed).ShouldBe(
            ["cluster.envoy_admin.", "http.operations.", "connection_limit.operations.", "http.in_probes.", "connection_limit.in_probes."]);
        Enumerable.Range(0, 2).Select(listener => (string?)Manager(Probed, listener)["stat_prefix"]).ShouldBe(["operations", "in_probes"]);
    }

    private static IEnumerable<string?> Excluded(JsonNode configuration) =>
        configuration["stats_config"]!["stats_matcher"]!["exclusion_list"]!["patterns"]!.AsArray().Select(pattern => (string?)pattern!["prefix"]);
}
