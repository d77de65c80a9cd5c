using Injector.Testing.Protobuf;

namespace Injector.Core.Tests.Validation;

/// <summary>The judge of generated Envoy configurations must see what is wrong: each case is one mistake in a configuration that is otherwise right.</summary>
public sealed class StrictJsonOracleTests
{
    private const string Router = "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router";

    [EnvoyDefinitionsFact]
    public void Takes_what_is_right() => Findings(
        """
        {"admin": {"address": {"pipe": {"path": "/a", "mode": 384}}},
         "static_resources": {"clusters": [{"name": "a", "type": "STATIC", "connect_timeout": "0.25s",
           "transport_socket": {"name": "tls", "typed_config": {"@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext", "sni": "a"}},
           "circuit_breakers": {"thresholds": [{"max_requests": 4294967295}]},
           "metadata": {"filter_metadata": {"x": {"any": ["thing", 1, null]}}}}]}}
        """).ShouldBeEmpty();

    [EnvoyDefinitionsTheory]
    [InlineData("""{"admim": {}}""", "admim: envoy.config.bootstrap.v3.Bootstrap has no such field")]
    [InlineData("""{"admin": {"accessLogPath": "x"}}""", "admin.accessLogPath: envoy.config.bootstrap.v3.Admin has no such field")]
    [InlineData("""{"admin": {"access_log_path": "x"}}""", "admin.access_log_path: envoy.config.bootstrap.v3.Admin.access_log_path is deprecated")]
    [InlineData("""{"admin": null}""", "admin: is null; leave the field out")]
    [InlineData("""{"admin": []}""", "admin: [] is no object, as envoy.config.bootstrap.v3.Admin must be")]
    [InlineData("""{"admin": {}, "admin": {}}""", "admin: stands twice")]
    [InlineData("""{"static_resources": {"clusters": {}}}""", "static_resources.clusters: is no array")]
    [InlineData("""{"stats_flush_interval": 5}""", "stats_flush_interval: 5 is no duration; write it as seconds, such as \"1.5s\"")]
    [InlineData("""{"stats_flush_interval": "5m"}""", "stats_flush_interval: \"5m\" is no duration; write it as seconds, such as \"1.5s\"")]
    [InlineData("""{"stats_flush_interval": "0s"}""", "stats_flush_interval: 0s breaks the rule gte 0.001s")]
    [InlineData("""{"stats_flush_on_admin": "true"}""", "stats_flush_on_admin: \"true\" is not true or false")]
    [InlineData("""{"stats_flush_on_admin": false}""", "stats_flush_on_admin: must be True")]
    public void Sees_a_mistake(string json, string finding) => Findings(json).ShouldBe([finding]);

    [EnvoyDefinitionsTheory]
    [InlineData("""{"port_value": 65536}""", "port_value: 65536 breaks the rule lte 65535")]
    [InlineData("""{"port_value": -1}""", "port_value: -1 is not a whole number from 0 to 4294967295")]
    [InlineData("""{"port_value": 1.5}""", "port_value: 1.5 is not a whole number from 0 to 4294967295")]
    [InlineData("""{"port_value": "80"}""", "port_value: \"80\" is not a whole number from 0 to 4294967295")]
    [InlineData("""{"port_value": 80, "named_port": "x"}""", "(root): port_value and named_port exclude each other (port_specifier of envoy.config.core.v3.SocketAddress)")]
    [InlineData("{}", "(root): one of port_value, named_port is required (port_specifier of envoy.config.core.v3.SocketAddress)")]
    [InlineData("""{"port_value": 80, "protocol": "SCTP"}""", "protocol: \"SCTP\" is no name of envoy.config.core.v3.SocketAddress.Protocol; it has TCP, UDP")]
    [InlineData("""{"port_value": 80, "protocol": 0}""", "protocol: 0 is no name of envoy.config.core.v3.SocketAddress.Protocol; it has TCP, UDP")]
    public void Sees_a_mistake_in_an_address(string fields, string finding)
    {
        var json = $$"""{"address": "a"{{(fields == "{}" ? "" : ",")}}{{fields[1..^1]}}}""";

        EnvoyDefinitions.Oracle.Evaluate(json, "envoy.config.core.v3.SocketAddress").ShouldContain(finding);
    }

    [EnvoyDefinitionsTheory]
    [InlineData("envoy.config.core.v3.SocketAddress", """{"port_value": 1}""", "address: has 0 characters, at least 1 are needed")]
    [InlineData("envoy.config.core.v3.HealthCheck", """{"interval": "1s", "unhealthy_threshold": 1, "healthy_threshold": 1, "tcp_health_check": {}}""", "timeout: is required")]
    [InlineData("envoy.config.route.v3.VirtualHost", """{"name": "a"}""", "domains: has 0 items, at least 1 are needed")]
    [InlineData("envoy.config.route.v3.VirtualHost", """{"name": "a", "domains": [1]}""", "domains[0]: 1 is not a string")]
    [InlineData("envoy.config.route.v3.RouteMatch", """{"path_separated_prefix": "/a/"}""", "path_separated_prefix: '/a/' does not match ^[^?#]+[^?#/]$")]
    [InlineData("envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher", """{"matcher": {"exact": "a"}}""", "san_type: SAN_TYPE_UNSPECIFIED is not allowed")]
    [InlineData("envoy.config.cluster.v3.Cluster", """{"name": "a", "dns_lookup_family": "V4_PREFER"}""", "dns_lookup_family: \"V4_PREFER\" is no name of envoy.config.cluster.v3.Cluster.DnsLookupFamily; it has AUTO, V4_ONLY, V6_ONLY, V4_PREFERRED, ALL")]
    public void Sees_a_rule_that_is_broken(string message, string json, string finding) =>
        EnvoyDefinitions.Oracle.Evaluate(json, message).ShouldContain(finding);

    [EnvoyDefinitionsTheory]
    [InlineData("""{}""", "typed_config: is no object with \"@type\"")]
    [InlineData("""{"@type": "envoy.extensions.filters.http.router.v3.Router"}""", "typed_config: the type \"envoy.extensions.filters.http.router.v3.Router\" does not begin with type.googleapis.com/")]
    [InlineData("""{"@type": "type.googleapis.com/envoy.extensions.filters.http.router.v2.Router"}""", "typed_config: the definitions have no envoy.extensions.filters.http.router.v2.Router")]
    [InlineData($$"""{"@type": "{{Router}}", "dynamic_stats": 1}""", "typed_config.dynamic_stats: 1 is not true or false")]
    [InlineData($$"""{"@type": "{{Router}}", "suppress_headers": true}""", "typed_config.suppress_headers: envoy.extensions.filters.http.router.v3.Router has no such field")]
    public void Sees_a_mistake_in_a_message_that_names_its_type(string typed, string finding) => EnvoyDefinitions.Oracle
        .Evaluate($$"""{"name": "a", "typed_config": {{typed}}}""", "envoy.config.core.v3.TypedExtensionConfig")
        .ShouldBe([finding]);

    [EnvoyDefinitionsFact]
    public void Names_the_whole_way_to_a_mistake() => Findings(
        """{"static_resources": {"listeners": [{"name": "a"}, {"filter_chains": [{"filters": [{"nam": "x", "name": "y"}]}]}]}}""")
        .ShouldBe(["static_resources.listeners[1].filter_chains[0].filters[0].nam: envoy.config.listener.v3.Filter has no such field"]);

    private static IReadOnlyList<string> Findings(string json) => EnvoyDefinitions.Oracle.Evaluate(json, EnvoyDefinitions.Bootstrap);
}
