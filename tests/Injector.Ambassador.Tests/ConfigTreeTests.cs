using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests;

public sealed class ConfigTreeTests
{
    [Fact]
    public void Hands_options_down_from_upstream_to_route_to_target()
    {
        var model = Composed.Model("", "", """
            {"upstreams": {"orders": {"retries": 1, "timeout": "9s", "headers": {"x-a": "1", "x-b": "1"}, "routes": [
              {"path": "/api/", "timeout": "5s", "headers": {"x-b": "2"}, "rewrite": "/",
               "split": [{"url": "http://a:80", "weight": 90}, {"url": "http://b:80", "weight": 10, "maxConnections": 7}]}],
              "url": "http://c:80"}}}
            """);
        var routes = model.Listeners.Single().Routes;
        routes.Select(route => (route.Path, route.Timeout!.Value.Seconds, route.Retry.Attempts, route.PathRewrite)).ShouldBe([("/api", 5, 1, "/"), ("/", 9, 1, null)]);
        routes[0].SetHeaders.ShouldBe([new("x-a", "1"), new("x-b", "2")]);
        routes[0].Targets.Select(target => target.Weight).ShouldBe([90, 10]);
        model.Clusters.Select(cluster => cluster.CircuitBreaker.MaxConnections).ShouldBe([null, 7, null]);
    }

    [Fact]
    public void Tells_every_target_of_a_split_its_own_name()
    {
        var route = Composed.Model("", "", """
            {"upstreams": {"orders": {"routes": [{"path": "/", "split": [
              {"url": "http://a.shop.svc:80", "weight": 9}, {"url": "http://b.shop.svc:80", "weight": 1}, {"url": "http://c.shop.svc", "host": "d.example", "weight": 1}]}]}}}
            """).Listeners.Single().Routes.Single();
        route.HostHeader.ShouldBeNull();
        route.Targets.Select(target => target.HostHeader).ShouldBe(["a.shop.svc", "b.shop.svc", "d.example"]);
    }

    [Fact]
    public void Says_a_name_once_that_all_targets_share()
    {
        var route = Composed.Model("", "", """
            {"upstreams": {"orders": {"host": "o.example", "routes": [{"path": "/", "split": [{"url": "http://a:80", "weight": 9}, {"url": "http://b:80", "weight": 1}]}]}}}
            """).Listeners.Single().Routes.Single();
        route.HostHeader.ShouldBe("o.example");
        route.Targets.ShouldAllBe(target => target.HostHeader == null);
    }

    [Fact]
    public void Hands_headers_of_an_inbound_port_down_to_its_routes()
    {
        var routes = Composed.Model("", "", """
            {"inbound": [{"port": 8443, "url": "http://localhost:1", "headers": {"x-a": "1", "x-b": "1"}, "routes": [{"path": "/b", "url": "http://localhost:2", "headers": {"x-b": "2"}}]}]}
            """).Listeners.Single().Routes;
        routes[0].SetHeaders.ShouldBe([new("x-a", "1"), new("x-b", "2")]);
        routes[1].SetHeaders.ShouldBe([new("x-a", "1"), new("x-b", "1")]);
    }

    [Fact]
    public void Shares_a_cluster_among_routes_that_treat_it_alike()
    {
        var model = Composed.Model("", "", """
            {"upstreams": {"a": {"url": "http://b:80", "routes": [{"path": "/x", "url": "http://b:80", "timeout": "50s"}, {"path": "/y", "url": "http://b:80", "connect": "7s"}]}}}
            """);
        model.Clusters.Length.ShouldBe(2);
    }

    [Fact]
    public void Joins_upstreams_of_both_forms() =>
        Composed.Model("a=http://b:80", "", """{"upstreams": {"c": {"url": "tcp://d:1", "port": 15001}}}""")
            .Listeners.Select(listener => (listener.Name, listener.Port)).ShouldBe([("out.a", 19100), ("out.c", 15001)]);

    [Fact]
    public void Splits_bytes_too()
    {
        var model = Composed.Model("", "", """
            {"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "tcp://b:1", "weight": 1}, {"url": "tcp://c:1", "weight": 3}]}]}}}
            """);
        model.Listeners.Single().Protocol.ShouldBe(TrafficProtocol.Tcp);
    }

    [Theory]
    [InlineData("[]", "the whole is no object")]
    [InlineData("""{"upstream": {}}""", "\"upstream\" is not a field here; there are inbound, upstreams")]
    [InlineData("""{"upstreams": []}""", "upstreams is no object")]
    [InlineData("""{"upstreams": {"a": 1}}""", "upstreams.a is no object")]
    [InlineData("""{"upstreams": {"a": {}}}""", "upstreams.a: has neither url nor routes")]
    [InlineData("""{"upstreams": {"A": {"url": "http://b:80"}}}""", "upstreams.A: \"A\" is not a name")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b :80"}}}""", "upstreams.a.url (column 8): \"b :80\" is not a server")]
    [InlineData("""{"upstreams": {"a": {"url": ["http://b:80"]}}}""", "upstreams.a.url is no text or number")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "port": true}}}""", "upstreams.a.port: \"true\" is not a local port")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "retries": 1.5}}}""", "upstreams.a.retries: retries: \"1.5\" is not a whole number")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "routes": [{"url": "http://c:80"}]}}}""", "upstreams.a.routes[0]: has no path")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "routes": [{"path": "/", "url": "http://c:80"}]}}}""", "is for / as is the url of the upstream")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "x", "url": "http://c:80"}]}}}""", "upstreams.a.routes[0].path: \"x\" is not a path")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/x"}]}}}""", "needs either url or split")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/x", "split": [{"url": "http://c:80"}]}]}}}""", "has no weight from 0 to 1000")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/x", "split": [{"url": "http://c:80", "weight": 0}]}]}}}""", "weights that are all 0")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/x", "url": "http://c:80"}, {"path": "/x/", "url": "http://d:80"}]}}}""", "has two routes for /x")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/x", "url": "tcp://c:80"}]}}}""", "tcp and tls know neither path nor header")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "routes": [{"path": "/x", "url": "tcp://c:80"}]}}}""", "with and without HTTP behind one port")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "headers": {"host": "x"}}}}""", "\"host\" is not a header to set")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "headers": {"X-A": "x"}}}}""", "\"X-A\" is not a header to set")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "headers": {"x-a": "a\nb"}}}}""", "upstreams.a.headers.x-a: \"a\\nb\" is not a value for a header")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "headers": {"x-a": "%[src]"}}}}""", "is not a value for a header")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "headers": {"x-a": "' if TRUE"}}}}""", "is not a value for a header")]
    [InlineData("""{"inbound": [{"url": "http://localhost:1"}]}""", "inbound[0]: lacks a field; write for example port: 8443")]
    [InlineData("""{"inbound": [{"port": 8443}]}""", "inbound[0]: lacks a field; write for example url: https://localhost:8080")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "routes": [{"path": null, "url": "http://c:80"}]}}}""", "upstreams.a.routes[0].path is empty; write a value")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "routes": null}}}""", "upstreams.a.routes is no list")]
    [InlineData("""{"inbound": [{"port": 8443, "routes": [{"host": null, "url": "http://localhost:1"}]}]}""", "inbound[0].routes[0].host is empty")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "http://c:80", "weight": 1, "timeout": "1s"}]}]}}}""", "split[0]: option timeout holds for all targets of a split")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "http://c:80", "weight": 1, "retries": 1}]}]}}}""", "split[0]: option retries holds for all targets of a split")]
    [InlineData("""{"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "http://c:80", "weight": 1, "ejectFor": "9s"}]}]}}}""", "none are; add outlier=5")]
    [InlineData("""{"upstreams": {"a": {"url": "http://b:80", "perTry": "20s", "timeout": "15s"}}}""", "option perTry is longer than timeout")]
    public void Names_the_field_and_the_rule(string config, string expected) => Composed.Problems("", "", config).ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal));
}
