using Injector.Ambassador.Model;
using static Injector.Ambassador.Tests.Engines.Envoy.EnvoyReading;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Where Envoy listens, and how it finds servers.</summary>
public sealed class EnvoyAddressTests
{
    [Theory]
    [InlineData(null, "STRICT_DNS", null, null)]
    [InlineData("1.32", "STRICT_DNS", "V4_PREFERRED", null)]
    [InlineData("1.33", null, null, "V4_PREFERRED")]
    public void Finds_servers_in_the_words_of_the_version(string? version, string? type, string? family, string? extensionFamily)
    {
        var cluster = Cluster(Written(version is null ? EnvoyModels.Http : EnvoyModels.Http.For(version)));

        ((string?)cluster["type"]).ShouldBe(type);
        ((string?)cluster["dns_lookup_family"]).ShouldBe(family);
        ((string?)cluster["cluster_type"]?["typed_config"]!["dns_lookup_family"]).ShouldBe(extensionFamily);
    }

    [Theory]
    [InlineData("orders.shop.svc", "orders.shop.svc.cluster.local.")]
    [InlineData("orders.shop.svc.cluster.local", "orders.shop.svc.cluster.local.")]
    [InlineData("github.com.", "github.com.")]
    [InlineData("orders.shop", "orders.shop")]
    [InlineData("db.prod.eu.example", "db.prod.eu.example")]
    [InlineData("reports", "reports")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    public void Asks_by_one_question_for_what_is_one_name(string written, string expected) =>
        ((string?)Cluster(Written(Composed.Model($"a=http://{written}:80")))["load_assignment"]!["endpoints"]![0]!["lb_endpoints"]![0]!["endpoint"]!["address"]!["socket_address"]!["address"])
            .ShouldBe(expected);

    [Fact]
    public void Listens_on_localhost_for_the_application_and_everywhere_for_others()
    {
        Address(Written(EnvoyModels.Http), 1).ShouldBe("127.0.0.1:19100");
        Address(Written(EnvoyModels.Inbound), 1).ShouldBe("0.0.0.0:8443");
        Address(Written(EnvoyModels.Inbound), 0).ShouldBe("0.0.0.0:19001");
    }

    [Theory]
    [InlineData("IPv4", "0.0.0.0", null, "V4_PREFERRED")]
    [InlineData("IPv6", "::", null, "AUTO")]
    [InlineData("Dual", "::", true, "V4_PREFERRED")]
    public void Listens_on_the_addresses_that_the_pod_has(string addresses, string expected, bool? compatible, string families)
    {
        var configuration = Written(For(EnvoyModels.Inbound, addresses));
        foreach (var listener in configuration["static_resources"]!["listeners"]!.AsArray())
        {
            ((string?)listener!["address"]!["socket_address"]!["address"]).ShouldBe(expected);
            ((bool?)listener["address"]!["socket_address"]!["ipv4_compat"]).ShouldBe(compatible);
        }

        var outbound = Written(For(EnvoyModels.Http.For("1.40"), addresses));
        Address(outbound, 1).ShouldBe("127.0.0.1:19100");
        ((string?)Cluster(outbound)["cluster_type"]!["typed_config"]!["dns_lookup_family"]).ShouldBe(families);
    }

    [Fact]
    public void Checks_each_server_by_its_own_name()
    {
        var model = Composed.Model("orders=http://a.example:1|b.example:2?health=/healthz&host=keep");

        var cluster = Cluster(Written(model));

        cluster["health_checks"]![0]!["http_health_check"]!["host"].ShouldBeNull();
        cluster["load_assignment"]!["endpoints"]![0]!["lb_endpoints"]!.AsArray()
            .Select(server => (string?)server!["endpoint"]!["health_check_config"]!["hostname"]).ShouldBe(["a.example:1", "b.example:2"]);
    }

    [Theory]
    [InlineData("http://a.example:1|b.example:2?health=/&host=c.example", "c.example")]
    [InlineData("http://a.example:1|a.example:2?health=/", "a.example")]
    [InlineData("http://10.0.0.1:1|10.0.0.2:1?health=/", "localhost")]
    [InlineData("https://a.example|b.example?health=/&sni=d.example", "d.example")]
    public void Checks_servers_of_one_name_by_it(string address, string expected)
    {
        var cluster = Cluster(Written(Composed.Model($"orders={address}")));

        ((string?)cluster["health_checks"]![0]!["http_health_check"]!["host"]).ShouldBe(expected);
        cluster["load_assignment"]!["endpoints"]![0]!["lb_endpoints"]![0]!["endpoint"]!["health_check_config"].ShouldBeNull();
    }

    private static AmbassadorModel For(AmbassadorModel model, string addresses) =>
        model with { Settings = model.Settings with { Addresses = Enum.Parse<AddressFamilies>(addresses) } };
}
