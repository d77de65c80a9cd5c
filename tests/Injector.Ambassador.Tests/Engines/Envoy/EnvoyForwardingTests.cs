using Injector.Ambassador.Model;
using static Injector.Ambassador.Tests.Engines.Envoy.EnvoyReading;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>What Envoy tells the application of where a request came from, and what it logs.</summary>
public sealed class EnvoyForwardingTests
{
    private static readonly ServerTls Identifying = new("/a/tls.crt", "/a/tls.crt.key", "/a/ca.crt");

    [Fact]
    public void Keeps_what_a_proxy_in_front_says()
    {
        var manager = Manager(Written(EnvoyModels.Inbound), 1);

        ((int)manager["xff_num_trusted_hops"]!).ShouldBe(1);
        ((string?)manager["forward_client_cert_details"]).ShouldBe("ALWAYS_FORWARD_ONLY");
        manager["common_http_protocol_options"]!["headers_with_underscores_action"].ShouldBeNull();
    }

    [Fact]
    public void Drops_what_clients_say_where_told()
    {
        var configuration = Written(EnvoyModels.Inbound.WithListener(listener => listener with { ReplacesForwarded = true }));
        var (manager, route) = (Manager(configuration, 1), Routes(configuration, 1)[0]!);

        manager["xff_num_trusted_hops"].ShouldBeNull();
        manager["forward_client_cert_details"].ShouldBeNull("Envoy's own way is to drop it");
        ((string?)manager["common_http_protocol_options"]!["headers_with_underscores_action"]).ShouldBe("DROP_HEADER");
        route["request_headers_to_remove"]!.AsArray().Select(name => (string?)name).ShouldBe(
            ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-scheme", "x-forwarded-server", "x-forwarded-ssl", "x-forwarded-user", "x-real-ip"]);
        ((string?)route["request_headers_to_add"]![0]!["header"]!["value"]).ShouldBe("%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%");
    }

    [Fact]
    public void Tells_who_a_client_is_and_believes_none_at_any_port()
    {
        var identifying = EnvoyModels.Inbound.Listeners[0] with { Tls = Identifying };
        var configuration = Written(EnvoyModels.Inbound with { Listeners = [identifying, EnvoyModels.Inbound.Listeners[0] with { Name = "in.8080", Port = 8080 }] });

        ((string?)Manager(configuration, 1)["forward_client_cert_details"]).ShouldBe("SANITIZE_SET");
        Manager(configuration, 1)["set_current_client_cert_details"]!.ToJsonString().ShouldBe("""{"subject":true,"cert":true,"dns":true,"uri":true}""");
        Manager(configuration, 2)["forward_client_cert_details"].ShouldBeNull();
        foreach (var listener in (int[])[1, 2])
        {
            ((string?)Manager(configuration, listener)["common_http_protocol_options"]!["headers_with_underscores_action"]).ShouldBe("DROP_HEADER");
        }
    }

    [Fact]
    public void Takes_nobody_at_the_port_of_probes_for_a_client_with_a_certificate()
    {
        var probed = EnvoyFeatures.All.Single(feature => feature.Name == "probes").Apply(EnvoyModels.Inbound);
        var identified = probed with { Listeners = [probed.Listeners[0] with { Tls = Identifying }] };

        foreach (var (model, expected) in new[] { (probed, null), (identified, "DROP_HEADER") })
        {
            var manager = Manager(Written(model), 1);
            ((string?)manager["stat_prefix"]).ShouldBe("in_probes");
            manager["forward_client_cert_details"].ShouldBeNull("Envoy's own way is to drop it");
            ((string?)manager["common_http_protocol_options"]!["headers_with_underscores_action"]).ShouldBe(expected);
        }
    }

    [Fact]
    public void Ends_no_answer_that_has_begun_unless_told_how_long_it_may_take()
    {
        var once = Written(EnvoyModels.Http.WithRoute(route => route with { AnswerTimeout = TimeSpan.FromSeconds(15) }));
        ((string?)Routes(once, 1)[0]!["route"]!["timeout"]).ShouldBe("0s");
        Routes(once, 1)[0]!["route"]!["retry_policy"]!.ToJsonString().ShouldBe("""{"num_retries":0,"per_try_timeout":"15s"}""");

        var again = Written(EnvoyModels.Http.WithRoute(route => route with { AnswerTimeout = TimeSpan.FromSeconds(15), Retry = new RetryPolicy(2, null, false) }));
        Routes(again, 1).Select(route => (string?)route!["route"]!["retry_policy"]!["per_try_timeout"]).ShouldBe(["15s", "15s"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Logs_the_upstream_and_the_reason_of_requests_and_connections(bool everything)
    {
        foreach (var model in (AmbassadorModel[])[EnvoyModels.Http, EnvoyModels.Tcp, EnvoyModels.Inbound])
        {
            var filter = Written(model with { Settings = model.Settings with { LogsEverything = everything } })["static_resources"]!["listeners"]![1]!["filter_chains"]![0]!["filters"]![0]!;
            var log = filter["typed_config"]!["access_log"]![0]!;
            var format = (string)log["typed_config"]!["log_format"]!["text_format_source"]!["inline_string"]!;
            format.ShouldStartWith("%UPSTREAM_CLUSTER%/%UPSTREAM_HOST% ");
            format.ShouldContain("%UPSTREAM_TRANSPORT_FAILURE_REASON%");
            (log["filter"] is null).ShouldBe(everything);
        }
    }

    [Fact]
    public void Starts_without_a_name_server_and_asks_it_by_a_stated_interval()
    {
        var cluster = Cluster(Written(EnvoyModels.Http.For("1.40")));

        ((bool)cluster["wait_for_warm_on_init"]!).ShouldBeFalse();
        cluster["cluster_type"]!["typed_config"]!.ToJsonString().ShouldContain("\"dns_refresh_rate\":\"10s\",\"dns_jitter\":\"10s\"");
    }

    [Fact]
    public void Keeps_connections_of_clients_alive_and_as_long_as_told()
    {
        var configuration = Written(EnvoyModels.Inbound.WithListener(listener => listener with { IdleTimeout = TimeSpan.FromSeconds(7) }));

        configuration["static_resources"]!["listeners"]![1]!["socket_options"]!.AsArray().Select(option => (int)option!["int_value"]!).ShouldBe([1, 60, 15, 3]);
        ((string?)Manager(configuration, 1)["common_http_protocol_options"]!["idle_timeout"]).ShouldBe("7s");
        ((int)Manager(configuration, 1)["max_request_headers_kb"]!).ShouldBe(64);
    }
}
