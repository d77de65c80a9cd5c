using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;

namespace Injector.Core.Tests.Plans;

/// <summary>Whether an application is told that its HTTP clients ask a proxy for what an ambassador put on localhost.</summary>
public sealed class LoopbackProxiesTests
{
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    [InlineData("HTTPS_PROXY")]
    [InlineData("https_proxy")]
    [InlineData("ALL_PROXY")]
    [InlineData("all_proxy")]
    [InlineData("grpc_proxy")]
    [InlineData("Http_Proxy")]
    public void Says_so_of_every_variable_that_names_a_proxy(string name) =>
        Warnings($"{name}=http://proxy.example:3128").ShouldBe([Needed($"{(name[0] is 'H' or 'A' ? "NO_PROXY" : "no_proxy")}=localhost,127.0.0.1", name)]);

    [Theory]
    [InlineData(".svc", ".svc,localhost,127.0.0.1")]
    [InlineData(".svc, .cluster.local, ", ".svc, .cluster.local,localhost,127.0.0.1")]
    [InlineData("", "localhost,127.0.0.1")]
    [InlineData("localhost", "localhost,127.0.0.1")]
    [InlineData("127.0.0.2,10.0.0.0/8", "127.0.0.2,10.0.0.0/8,localhost,127.0.0.1")]
    [InlineData("127.0.0.1:19101", "127.0.0.1:19101,localhost,127.0.0.1")]
    [InlineData("x127.0.0.1", "x127.0.0.1,localhost,127.0.0.1")]
    [InlineData("127.0.0.0/32", "127.0.0.0/32,localhost,127.0.0.1")]
    [InlineData("::/0", "::/0,localhost,127.0.0.1")]
    [InlineData("10.*", "10.*,localhost,127.0.0.1")]
    [InlineData("127.0.0.0/8:19101", "127.0.0.0/8:19101,localhost,127.0.0.1")]
    public void Says_what_to_write_where_the_list_leaves_localhost_out(string list, string instead) =>
        Warnings("HTTP_PROXY=http://proxy.example:3128", $"NO_PROXY={list}").ShouldBe([Needed($"NO_PROXY={instead}", "HTTP_PROXY")]);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost,127.0.0.1,.svc")]
    [InlineData(".svc 127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    [InlineData("127.0.0.1/32")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/8,::1/128,127.0.0.0/16")]
    [InlineData("127.0.0.0/8:19100")]
    [InlineData("127.*:19100")]
    [InlineData("127.0.0.1:19100")]
    [InlineData("127.*")]
    [InlineData("127.0.0.*")]
    [InlineData("*")]
    public void Says_nothing_where_the_list_names_the_host(string list)
    {
        Warnings("HTTP_PROXY=http://proxy.example:3128", $"NO_PROXY={list}").ShouldBeEmpty();
        Warnings("http_proxy=http://proxy.example:3128", $"no_proxy={list}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HTTP_PROXY=")]
    [InlineData("FTP_PROXY=http://proxy.example:3128")]
    [InlineData("MY_HTTP_PROXY=http://proxy.example:3128")]
    [InlineData("HTTP_PROXY_USER=me")]
    [InlineData("ORDERS_URL=http://orders.shop.svc:8080,HTTP_PROXY=http://proxy.example:3128")]
    public void Says_nothing_where_no_proxy_is_asked_for_localhost(string variables) => Warnings(variables.Split(','))
        .Where(warning => warning.Contains("clients such as curl", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Takes_the_last_of_equal_names_as_the_kubelet_does() =>
        Warnings("HTTP_PROXY=http://proxy.example:3128", "NO_PROXY=127.0.0.1", "NO_PROXY=.svc").ShouldHaveSingleItem().ShouldStartWith("ambassador: web needs NO_PROXY=.svc,localhost,127.0.0.1, else ");

    [Fact]
    public void Names_the_spelling_of_two_that_leaves_localhost_out() =>
        Warnings("HTTP_PROXY=http://proxy.example:3128", "NO_PROXY=127.0.0.1", "no_proxy=.svc").ShouldHaveSingleItem().ShouldStartWith("ambassador: web needs no_proxy=.svc,localhost,127.0.0.1, else ");

    [Fact]
    public void Does_not_claim_to_know_a_list_that_comes_from_elsewhere()
    {
        string[] expected =
        [
            "ambassador: NO_PROXY of web, whose value cannot be seen here, must name 127.0.0.1, else clients such as curl ask its HTTP_PROXY for http://127.0.0.1:19100 (ORDERS_URL)",
        ];
        OwnWarnings("""{"env": [{"name": "HTTP_PROXY", "value": "http://p:1"}, {"name": "NO_PROXY", "valueFrom": {"configMapKeyRef": {"name": "p", "key": "n"}}}]}""").ShouldBe(expected);
        OwnWarnings("""{"env": [{"name": "HTTP_PROXY", "value": "http://p:1"}, {"name": "NO_PROXY", "value": "$(CLUSTER),.svc"}]}""").ShouldBe(expected);
        OwnWarnings("""{"env": [{"name": "HTTP_PROXY", "value": "http://p:1"}], "envFrom": [{"configMapRef": {"name": "p"}}]}""").ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"envFrom": [{"configMapRef": {"name": "p"}}]}""")]
    [InlineData("""{"env": [{"name": "HTTP_PROXY", "valueFrom": {"configMapKeyRef": {"name": "p", "key": "h"}}}, {"name": "NO_PROXY", "valueFrom": {"configMapKeyRef": {"name": "p", "key": "n"}}}]}""")]
    [InlineData("""{"env": [{"name": "HTTP_PROXY", "valueFrom": {"configMapKeyRef": {"name": "p", "key": "h"}}}], "envFrom": [{"configMapRef": {"name": "p"}}]}""")]
    public void Says_nothing_where_neither_can_be_seen(string web) => OwnWarnings(web).ShouldBeEmpty();

    [Fact]
    public void Says_so_of_a_proxy_from_elsewhere_beside_a_list_that_can_be_seen() => OwnWarnings("""
        {"env": [{"name": "HTTP_PROXY", "valueFrom": {"configMapKeyRef": {"name": "p", "key": "h"}}}, {"name": "NO_PROXY", "value": ".svc"}]}
        """).ShouldHaveSingleItem().ShouldStartWith("ambassador: web needs NO_PROXY=.svc,localhost,127.0.0.1, else ");

    [Fact]
    public void Counts_a_call_that_the_application_states_itself_at_a_port_of_the_ambassador() =>
        Warnings("HTTP_PROXY=http://proxy.example:3128", "NO_PROXY=127.0.0.1", "ORDERS_URL=http://user:hunter2@localhost:19100/api?key=x")
            .ShouldContain("ambassador: web needs NO_PROXY=127.0.0.1,localhost, else clients such as curl ask its HTTP_PROXY for http://localhost:19100 (ORDERS_URL)");

    [Theory]
    [InlineData("::1", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::1]:19100", true)]
    [InlineData("::/64", true)]
    [InlineData("::1/128", true)]
    [InlineData("[::1]:19101", false)]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("fe80::/10", false)]
    public void Knows_an_address_of_IPv6_by_all_its_spellings(string list, bool isNamed) =>
        Warnings("HTTP_PROXY=http://proxy.example:3128", $"NO_PROXY=127.0.0.1,localhost,{list}", "ORDERS_URL=http://[::1]:19100/api")
            .Any(warning => warning.Contains("ask its HTTP_PROXY for", StringComparison.Ordinal)).ShouldBe(!isNamed);

    [Fact]
    public void Says_it_once_for_each_container_whatever_the_number_of_variables()
    {
        var result = Inject("""{"env": [{"name": "HTTP_PROXY", "value": "http://p:1"}]}""", "orders=http://orders:80, users=http://users:80, pay=https://pay.example");
        result.Plan!.Warnings.ShouldHaveSingleItem();
    }

    [Fact]
    public void Says_nothing_of_what_speaks_no_HTTP() =>
        Inject("""{"env": [{"name": "HTTP_PROXY", "value": "http://p:1"}]}""", "db=tcp://db:5432").Plan!.Warnings.ShouldBeEmpty();

    [Fact]
    public void Names_no_more_hosts_than_people_read()
    {
        var calls = Enumerable.Range(1, 100).Select(i => $"CALL_{i}=http://127.0.1.{i}:19100");
        var warning = Warnings(["HTTP_PROXY=http://proxy.example:3128", .. calls]).ShouldHaveSingleItem();

        warning.ShouldStartWith("ambassador: web needs NO_PROXY=localhost,127.0.0.1,127.0.1.1,127.0.1.2,127.0.1.3,127.0.1.4,127.0.1.5,127.0.1.6 and 94 more, else ");
    }

    private static string Needed(string list, string proxy) =>
        $"ambassador: web needs {list}, else clients such as curl ask its {proxy} for http://127.0.0.1:19100 (ORDERS_URL)";

    private static IEnumerable<string> Warnings(params string[] variables) => OwnWarnings(new JsonObject
    {
        ["env"] = new JsonArray([.. variables.Select(variable => new JsonObject { ["name"] = variable.Split('=')[0], ["value"] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..] })]),
    }.ToJsonString()).Where(warning => !warning.Contains("none of ORDERS", StringComparison.Ordinal));

    private static IEnumerable<string> OwnWarnings(string web) =>
        Inject(web, "orders=http://orders.shop.svc:8080").Plan!.Warnings.Select(warning => warning.ToString()).Where(warning => !warning.Contains("by envFrom", StringComparison.Ordinal));

    private static InjectionResult Inject(string web, string upstreams)
    {
        var container = JsonNode.Parse(web)!;
        container["name"] = "web";
        container["image"] = "registry.example/web:1.0";
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject { ["injector.io/inject"] = "ambassador", ["ambassador.injector.io/upstreams"] = upstreams },
            },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) },
        };
        return SidecarInjector.Inject(
            new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" },
            Snapshot);
    }
}
