using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests;

/// <summary>Which complete names a name in a pod of namespace shop may stand for.</summary>
public sealed class SearchedNamesTests
{
    [Theory]
    [InlineData("reports", "reports.shop.svc.cluster.local")]
    [InlineData("orders.shop", "orders.shop.shop.svc.cluster.local orders.shop.svc.cluster.local orders.shop")]
    [InlineData("redis-0.redis", "redis-0.redis.shop.svc.cluster.local redis-0.redis.svc.cluster.local redis-0.redis")]
    [InlineData("redis-0.redis.shop", "redis-0.redis.shop.svc.cluster.local redis-0.redis.shop")]
    [InlineData("pay.example.com", "pay.example.com.svc.cluster.local pay.example.com")]
    [InlineData("api.eu.example.com", "api.eu.example.com")]
    [InlineData("orders.shop.svc", "orders.shop.svc.cluster.local")]
    [InlineData("redis-0.redis.shop.svc", "redis-0.redis.shop.svc.cluster.local")]
    [InlineData("orders.shop.svc.cluster.local", "orders.shop.svc.cluster.local")]
    [InlineData("github.com.", "github.com")]
    [InlineData("reports.", "reports")]
    public void Follow_the_search_list_of_the_pod(string written, string expected)
    {
        var endpoint = Composed.Model($"a=http://{written}:80").Clusters[0].Endpoints[0];
        SearchedNames.Of(endpoint, Composed.Settings with { Namespace = "shop" }).ShouldBe(expected.Split(' '));
    }

    [Theory]
    [InlineData("reports", "")]
    [InlineData("redis-0.redis", "redis-0.redis.svc.cluster.local redis-0.redis")]
    public void Leave_out_the_namespace_that_is_not_known(string written, string expected) =>
        SearchedNames.Of(Composed.Model($"a=http://{written}:80").Clusters[0].Endpoints[0], Composed.Settings).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("http://10.0.0.1.:80")]
    [InlineData("http://orders..:80")]
    [InlineData("http://.:80")]
    public void Have_one_dot_at_their_end_at_most(string address) => Composed.Problem($"a={address}").ShouldContain("is not a server");

    [Theory]
    [InlineData("http://orders.shop.svc:8080", "orders.shop.svc:8080")]
    [InlineData("http://orders.shop.svc", "orders.shop.svc")]
    [InlineData("http://github.com.:8080", "github.com:8080")]
    [InlineData("https://pay.example.com", "pay.example.com")]
    [InlineData("https://pay.example.com:8443?sni=a.example", "a.example:8443")]
    [InlineData("http://a.example:1|a.example:2", "a.example")]
    [InlineData("http://a.example:1?host=b.example", "b.example")]
    public void Are_told_to_servers_as_a_client_would(string address, string expected) =>
        Composed.Model($"a={address}").Listeners[0].Routes[0].HostHeader.ShouldBe(expected);
}
