using Injector.Ambassador.Engines.Envoy;
using Injector.Ambassador.Model;
using static Injector.Ambassador.Tests.Engines.Envoy.EnvoyReading;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>What the definitions cannot say: that the configuration means what the model asks.</summary>
public sealed class EnvoyEngineTests
{
    private static readonly EnvoyEngine Engine = new();

    [Fact]
    public void Equal_models_give_equal_text() =>
        Engine.Write(EnvoyMatrix.Base("http")).ShouldBe(Engine.Write(EnvoyModels.Http with { }));

    [Fact]
    public void Keeps_the_administration_interface_off_the_network()
    {
        var configuration = Written(EnvoyModels.Http);

        configuration["admin"]!.ToJsonString().ShouldBe("""{"address":{"pipe":{"path":"/run/envoy/admin.sock","mode":384}}}""");
        var routes = Routes(configuration, 0);
        routes.Select(route => (string?)route!["match"]!["path"]).ShouldBe(["/ready", "/metrics", "/stopping"]);
        routes.ShouldAllBe(route => (string?)route!["match"]!["headers"]![0]!["string_match"]!["exact"] == "GET");
        ((string?)routes[1]!["route"]!["prefix_rewrite"]).ShouldBe("/stats/prometheus");
    }

    [Fact]
    public void Answers_who_wants_it_to_stay_after_ten_seconds_and_everyone_else_at_once()
    {
        var configuration = Written(EnvoyModels.Http);

        var filters = Manager(configuration, 0)["http_filters"]!.AsArray();
        filters.Select(filter => (string?)filter!["name"]).ShouldBe(["envoy.filters.http.fault", "envoy.filters.http.router"]);
        var fault = filters[0]!["typed_config"]!;
        ((string?)fault["delay"]!["fixed_delay"]).ShouldBe("10s");
        fault["headers"]!.ToJsonString().ShouldBe("""[{"name":":path","string_match":{"exact":"/stopping"}}]""");
        ((int)Routes(configuration, 0)[2]!["direct_response"]!["status"]!).ShouldBe(200);
    }

    [Theory]
    [InlineData("1.37", true)]
    [InlineData("1.36", false)]
    public void Limits_the_paths_of_the_administration_interface_where_the_version_can(string version, bool limited) =>
        (Written(EnvoyModels.Http.For(version))["admin"]!["allow_paths"] is not null).ShouldBe(limited);

    [Fact]
    public void Retries_what_failed_only_for_methods_that_may_be_repeated()
    {
        var routes = Routes(Written(EnvoyModels.Http.WithRoute(route => route with { Retry = new RetryPolicy(2, null, false) })), 1);

        routes.Count.ShouldBe(2);
        ((string?)routes[0]!["match"]!["headers"]![0]!["string_match"]!["safe_regex"]!["regex"]).ShouldBe("GET|HEAD|OPTIONS|TRACE|PUT|DELETE");
        RetryOn(routes[0]).ShouldBe("connect-failure,refused-stream,reset,gateway-error");
        routes[1]!["match"]!["headers"].ShouldBeNull();
        RetryOn(routes[1]).ShouldBe("connect-failure,refused-stream");
    }

    [Fact]
    public void Retries_what_failed_for_every_method_when_told()
    {
        var routes = Routes(Written(EnvoyModels.Http.WithRoute(route => route with { Retry = new RetryPolicy(2, TimeSpan.FromMilliseconds(1500), true) })), 1);

        RetryOn(routes.ShouldHaveSingleItem()).ShouldBe("connect-failure,refused-stream,reset,gateway-error");
        ((string?)routes[0]!["route"]!["retry_policy"]!["per_try_timeout"]).ShouldBe("1.5s");
    }

    [Theory]
    [InlineData(null, null, "0s")]
    [InlineData(2.5, null, "2.5s")]
    [InlineData(2.5, 1.0, "1s")]
    [InlineData(0.5, 1.0, "0.5s")]
    [InlineData(null, 1.0, "1s")]
    public void Limits_the_time_of_a_single_try_by_whichever_is_shorter(double? all, double? one, string expected)
    {
        var model = EnvoyModels.Http.WithRoute(route => route with
        {
            Timeout = all is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Retry = new RetryPolicy(0, one is { } each ? TimeSpan.FromSeconds(each) : null, false),
        });

        var route = Routes(Written(model), 1)[0]!["route"]!;
        ((string?)route["timeout"]).ShouldBe(expected);
        route["retry_policy"].ShouldBeNull();
    }

    [Theory]
    [InlineData("/api", "/v2", "prefix_rewrite", "/v2")]
    [InlineData("/", "/v2", "prefix_rewrite", "/v2/")]
    public void Begins_a_path_again(string path, string rewrite, string field, string expected) =>
        ((string?)Routes(Written(EnvoyModels.Http.WithRoute(route => route with { Path = path, PathRewrite = rewrite })), 1)[0]!["route"]![field])
            .ShouldBe(expected);

    [Theory]
    [InlineData("/api", @"^/api/?")]
    [InlineData("/a+b/v1.0~x", @"^/a\+b/v1\.0\~x/?")]
    public void Takes_a_path_to_the_root_by_a_pattern_of_its_letters(string path, string pattern)
    {
        var action = Routes(Written(EnvoyModels.Http.WithRoute(route => route with { Path = path, PathRewrite = "/" })), 1)[0]!["route"]!;

        ((string?)action["regex_rewrite"]!["pattern"]!["regex"]).ShouldBe(pattern);
        ((string?)action["regex_rewrite"]!["substitution"]).ShouldBe("/");
    }

    [Fact]
    public void Goes_on_to_the_routes_for_any_host_where_none_of_the_host_matches()
    {
        var listener = EnvoyModels.Http.Listeners[0];
        var model = EnvoyModels.Http with
        {
            Listeners = [listener with { Routes = [listener.Routes[0] with { Host = "a.example", Path = "/a" }, listener.Routes[0] with { Path = "/b" }] }],
        };

        var hosts = Manager(Written(model), 1)["route_config"]!["virtual_hosts"]!.AsArray();

        hosts.Select(host => (string?)host!["domains"]![0]).ShouldBe(["a.example", "*"]);
        hosts.Select(host => string.Join(' ', host!["routes"]!.AsArray().Select(route => (string?)route!["match"]!["path_separated_prefix"])))
            .ShouldBe(["/a /b", "/b"]);
    }

    [Fact]
    public void Lifts_the_limits_that_nobody_asked_for()
    {
        var thresholds = Cluster(Written(EnvoyModels.Http))["circuit_breakers"]!["thresholds"]![0]!;

        ((uint)thresholds["max_connections"]!).ShouldBe(uint.MaxValue);
        ((uint)thresholds["max_pending_requests"]!).ShouldBe(uint.MaxValue);
        ((uint)thresholds["max_requests"]!).ShouldBe(uint.MaxValue);
    }

    [Fact]
    public void Verifies_the_names_in_the_certificate_of_a_server()
    {
        var tls = new ClientTls { Sni = "a.example", CaFile = null, SubjectNames = ["a.example", "10.0.0.1"] };

        var context = Cluster(Written(EnvoyModels.Http.WithCluster(cluster => cluster with { Tls = tls })))["transport_socket"]!["typed_config"]!;

        ((string?)context["sni"]).ShouldBe("a.example");
        context["common_tls_context"]!["validation_context"]!.ToJsonString().ShouldBe(
            """{"trusted_ca":{"filename":"/etc/ssl/certs/ca-certificates.crt"},"match_typed_subject_alt_names":[{"san_type":"DNS","matcher":{"exact":"a.example"}},{"san_type":"IP_ADDRESS","matcher":{"exact":"10.0.0.1"}}]}""");
    }

    [Theory]
    [InlineData("http", "auto_config", null)]
    [InlineData("http2", "explicit_http_config", "h2")]
    public void Offers_the_versions_of_HTTP_that_are_spoken(string kind, string options, string? alpn)
    {
        var tls = new ClientTls { Sni = "a.example", CaFile = null, SubjectNames = ["a.example"] };

        var cluster = Cluster(Written(EnvoyMatrix.Base(kind).WithCluster(plain => plain with { Tls = tls })));

        cluster["typed_extension_protocol_options"]!["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"]![options].ShouldNotBeNull();
        ((string?)cluster["transport_socket"]!["typed_config"]!["common_tls_context"]!["alpn_protocols"]?[0]).ShouldBe(alpn);
    }

    [Fact]
    public void Does_not_tell_a_server_behind_TLS_that_the_application_spoke_plain_HTTP()
    {
        var tls = new ClientTls { Sni = "a.example", CaFile = null, SubjectNames = ["a.example"] };

        Removed(EnvoyModels.Http).ShouldBeNull();
        Removed(EnvoyModels.Http.WithCluster(cluster => cluster with { Tls = tls })).ShouldBe("x-forwarded-proto");
        Removed(EnvoyModels.Inbound.WithCluster(cluster => cluster with { Tls = tls })).ShouldBeNull();
    }

    [Fact]
    public void Lets_nobody_outside_the_pod_steer_it_by_headers()
    {
        var manager = Manager(Written(EnvoyModels.Inbound), 1);

        ((bool)manager["use_remote_address"]!).ShouldBeTrue();
        ((string?)manager["internal_address_config"]!["cidr_ranges"]![0]!["address_prefix"]).ShouldBe("255.255.255.255");
        Manager(Written(EnvoyModels.Http), 1)["use_remote_address"].ShouldBeNull();
    }

    [Fact]
    public void Asks_clients_for_certificates_where_an_authority_is_named()
    {
        var open = EnvoyModels.Inbound.WithListener(listener => listener with { Tls = new ServerTls("/c", "/c.key", null) });
        var closed = EnvoyModels.Inbound.WithListener(listener => listener with { Tls = new ServerTls("/c", "/c.key", "/ca") });

        ((bool)ServerContext(open)["require_client_certificate"]!).ShouldBeFalse();
        ((bool)ServerContext(closed)["require_client_certificate"]!).ShouldBeTrue();
        ((string?)ServerContext(closed)["common_tls_context"]!["validation_context_sds_secret_config"]!["name"]).ShouldBe("/ca");
    }

    [Fact]
    public void Leaves_out_targets_without_weight_where_bytes_are_split()
    {
        var model = EnvoyModels.Tcp.WithRoute(route => route with { Targets = [new("orders", 0), new("orders", 5)] });

        var proxy = Written(model)["static_resources"]!["listeners"]![1]!["filter_chains"]![0]!["filters"]![0]!["typed_config"]!;

        ((string?)proxy["cluster"]).ShouldBe("orders");
        proxy["weighted_clusters"].ShouldBeNull();
    }

    [Fact]
    public void Gives_the_limit_of_requests_of_a_port_to_the_one_target_behind_it()
    {
        var model = EnvoyModels.Inbound.WithListener(listener => listener with { Limits = new ListenerLimits(null, 30, null) });

        Engine.Refusals(model).ShouldBeEmpty();
        ((int)Cluster(Written(model))["circuit_breakers"]!["thresholds"]![0]!["max_requests"]!).ShouldBe(30);
    }

    [Fact]
    public void Refuses_a_limit_of_requests_over_several_targets()
    {
        var model = EnvoyModels.Inbound.WithListener(listener => listener with
        {
            Limits = new ListenerLimits(null, 30, null),
            Routes = [listener.Routes[0], listener.Routes[0] with { Targets = [new("other", 1)] }],
        });

        Engine.Refusals(model).ShouldHaveSingleItem().ShouldStartWith("in.8443: option maxRequests, for Envoy counts the requests of a target");
    }

    [Fact]
    public void Refuses_a_version_that_is_too_old() =>
        Engine.Refusals(EnvoyModels.Http.For("1.30")).ShouldHaveSingleItem().ShouldStartWith("version 1.30, for the configuration needs Envoy 1.31 or later");
}
