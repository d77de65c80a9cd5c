using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests;

public sealed class InboundTests
{
    [Fact]
    public void Gathers_the_routes_of_a_port_and_tries_the_most_exact_first()
    {
        var model = Composed.Model("", """
            9443=tls://localhost:6379?cert=own
            8443=https://localhost:8080?cert=web&maxRequests=5
            8443/api/v2=https://127.0.0.1:8081
            8443/api=https://localhost:8082
            shop.example:8443=https://localhost:8083
            """);
        model.Listeners.Select(listener => listener.Name).ShouldBe(["in.8443", "in.9443"]);
        var web = model.Listeners[0];
        web.Routes.Select(route => (route.Host, route.Path)).ShouldBe([("shop.example", "/"), (null, "/api/v2"), (null, "/api"), (null, "/")]);
        web.Limits.ShouldBe(new ListenerLimits(null, 5, null));
        web.Tls.ShouldBe(new ServerTls("/etc/ambassador-tls/secret/web/tls.crt", "/etc/ambassador-tls/secret/web/tls.crt.key", null));
        model.Listeners.ShouldAllBe(listener => listener.IsInbound);
        Port(model, web.Routes[1]).ShouldBe(8081);
        web.Routes[0].Timeout.ShouldBeNull();
    }

    [Theory]
    [InlineData("8443", "is not port=address")]
    [InlineData("443=https://localhost:8080?cert=a", "(line 1, column 1): \"443\" is not a port to listen on")]
    [InlineData("8443=https://web:8080?cert=a", "\"web:8080\" is not a port of the application")]
    [InlineData("8443=https://localhost:0?cert=a", "\"0\" is not a port")]
    [InlineData("8443=localhost:8080", "is not a scheme")]
    [InlineData("8443=https://localhost:8080", "has no certificate; add cert=SECRET")]
    [InlineData("8443=http://localhost:8080?cert=a", "option cert speaks of TLS")]
    [InlineData("8443=http://localhost:8443", "leads to itself")]
    [InlineData("8443//a=http://localhost:1", "\"//a\" is not a path")]
    [InlineData("8443/a b=http://localhost:1", "\"/a b\" is not a path")]
    [InlineData("a_b:8443=http://localhost:1", "\"a_b\" is not a host")]
    [InlineData("8443/a=tcp://localhost:1", "knows neither host nor path")]
    [InlineData("8443=http://localhost:1\n8443=http://localhost:2", "another route of port 8443 takes any host and /")]
    [InlineData("8443=http://localhost:1\n8443/a=https://localhost:2?cert=a", "port 8443 is http elsewhere")]
    [InlineData("8443=http://localhost:1?rate=5\n8443/a=http://localhost:2?rate=6", "option rate holds for all of port 8443")]
    [InlineData("8443=http://localhost:1?lb=random", "\"lb\" is not an option here")]
    public void Names_the_place_the_value_and_the_rule(string inbound, string expected) => Composed.Problems("", inbound)[0].ShouldContain(expected);

    private static int Port(AmbassadorModel model, Route route) =>
        model.Clusters.Single(cluster => cluster.Name == route.Targets.Single().Cluster).Endpoints.Single().Port;
}
