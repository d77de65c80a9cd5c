using System.Collections.Immutable;
using Injector.Ambassador.Composition;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;

namespace Injector.Ambassador.Tests.Engines;

/// <summary>What HAProxy is told where the text alone shows it, and what it is not asked.</summary>
public sealed class HaProxyEngineTests
{
    [Theory]
    [InlineData("http://b:80?maxPending=3", "b: option maxPending alone")]
    [InlineData("http://b:80|[fd00::1]:8080|[fd00::1:8080]:80", "b: servers of different names of which two are told the same")]
    public void Refuses_what_would_do_harm_or_nothing(string address, string expected) =>
        EngineCatalogue.Find("haproxy")!.Refusals(Composed.Model($"b={address}")).ShouldHaveSingleItem().ShouldStartWith(expected);

    [Theory]
    [InlineData("http://b:80?outlier=3")]
    [InlineData("http://b:80|c:80?outlier=3")]
    [InlineData("http://b:80|c:80|b:81?health=/&host=keep")]
    [InlineData("http://b:80|c:80|b:81")]
    [InlineData("http://orders.shop:8080|orders.shop.svc.cluster.local:8080")]
    [InlineData("http://b:80?maxPending=3&maxConnections=1")]
    [InlineData("http://b:80|c:80|b:81?host=b")]
    public void Takes_what_it_can_do(string address) => EngineCatalogue.Find("haproxy")!.Refusals(Composed.Model($"b={address}")).ShouldBeEmpty();

    [Theory]
    [InlineData("redis-0.redis|redis-1.redis", "")]
    [InlineData("redis-0.redis|reports|10.0.0.1|orders.shop.svc|github.com.", "")]
    [InlineData("orders.shop|github.com", "upstream a: write orders.shop and github.com with .svc (in the cluster) or a dot (outside) at the end: ")]
    [InlineData("orders.shop|pay.example.com|10.0.0.1", "upstream a: write orders.shop and pay.example.com with ")]
    public void Warns_of_short_names_that_may_be_in_the_cluster_and_in_the_world(string servers, string expected)
    {
        var model = Composed.Model($"a=tcp://{string.Join('|', servers.Split('|').Select(server => $"{server}:80"))}");
        string.Concat(EngineCatalogue.Find("haproxy")!.Warnings(model)).ShouldStartWith(expected);
        EngineCatalogue.Find("haproxy")!.Warnings(model).Count().ShouldBe(expected.Length > 0 ? 1 : 0);
        EngineCatalogue.Find("envoy")!.Warnings(model).ShouldBeEmpty();
    }

    [Fact]
    public void Tells_servers_of_many_names_their_own()
    {
        var text = Composed.HaProxy("a=http://b.x.svc:80|c.x.svc:81|d.x:82");
        text.ShouldContain("http-send-name-header host");
        text.ShouldContain("server c.x.svc:81 c.x.svc.cluster.local:81");
        text.ShouldContain("server d.x:82 d.x.svc.cluster.local:82");
        text.ShouldContain("server d.x:82 d.x:82");
        text.ShouldNotContain("set-header host");
    }

    [Theory]
    [InlineData("IPv4", "bind *:19001", "bind *:8443", "ipv4")]
    [InlineData("IPv6", "bind :::19001 v6only", "bind :::8443 v6only", "ipv6")]
    [InlineData("Dual", "bind *:19001\n    bind :::19001 v6only", "bind *:8443\n    bind :::8443 v6only", "ipv4")]
    public void Listens_on_the_addresses_that_the_pod_has_and_prefers_servers_with_such(string addresses, string admin, string inbound, string preferred)
    {
        var model = Composed.Model("a=http://b.x.svc:80", "8443=http://localhost:1");
        var text = EngineCatalogue.Find("haproxy")!.Write(model with { Settings = model.Settings with { Addresses = Enum.Parse<AddressFamilies>(addresses) } });

        text.ShouldContain($"    {admin}\n");
        text.ShouldContain($"    {inbound}\n");
        text.ShouldContain("    bind 127.0.0.1:19100\n");
        text.ShouldContain($"server s1 b.x.svc.cluster.local:80 resolvers pod resolve-prefer {preferred} init-addr \"${{INJECTOR_FIRST_ADDRESS-none}}\"");
    }

    [Fact]
    public void Says_of_each_address_how_TLS_is_ended()
    {
        var model = Composed.Model("", "8443=https://localhost:1?cert=web");
        var text = EngineCatalogue.Find("haproxy")!.Write(model with { Settings = model.Settings with { Addresses = AddressFamilies.Dual } });

        foreach (var address in new[] { "*:8443", ":::8443 v6only" })
        {
            text.ShouldContain($"    bind {address} ssl crt /etc/ambassador-tls/secret/web/tls.crt alpn h2,http/1.1\n");
        }
    }

    [Fact]
    public void Limits_what_all_clients_hold_together_and_leaves_the_kubelet_room_beside_it()
    {
        var model = Composed.Model("a=http://b:80\nc=tcp://d:80", "8443=http://localhost:1");
        var text = EngineCatalogue.Find("haproxy")!.Write(model with { Settings = model.Settings with { MaxConnections = 16 } });

        text.ShouldContain("    maxconn 272\n");
        text.Split("tcp-request connection reject if { sc0_conn_cur gt 16 }\n").Length.ShouldBe(4);
        text.Split("\nfrontend ").Length.ShouldBe(5);
    }

    [Fact]
    public void Waits_for_the_first_check_from_when_it_is_first_asked()
    {
        ImmutableArray<ProbeRequest> asks = [new(ProbeKind.Tcp, 1, "")];
        var model = Composed.Model("", "8443=http://localhost:1") with { Probes = ProbeComposer.Listener(asks, 19021) };
        var text = EngineCatalogue.Find("haproxy")!.Write(model with { Clusters = [.. model.Clusters, .. ProbeComposer.Clusters(asks)] });

        text.ShouldNotContain("    set-var proc.started date");
        text.Split("    http-request set-var(proc.started) date unless { var(proc.started) -m found }\n").Length.ShouldBe(3);
        Composed.HaProxy("", "8443=http://localhost:1").ShouldNotContain("proc.started");
    }

    [Fact]
    public void Looks_through_the_spelling_of_inbound_paths_only_where_they_decide()
    {
        Composed.HaProxy("", "8443=http://localhost:1").ShouldNotContain("path,url_dec");
        Composed.HaProxy("", "8443/a=http://localhost:1").ShouldContain("deny_status 400 if { path,url_dec ");
        Composed.HaProxy("", "8443/a=http://localhost:1").ShouldContain("acl path1 var(txn.path) -m beg /a/");
        Composed.HaProxy("a=http://b:80").ShouldNotContain("txn.path");
    }
}
