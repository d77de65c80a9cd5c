using System.Text.Json.Nodes;

namespace Injector.Core.Tests.Removal;

/// <summary>What comes back of rewritten fields when somebody has changed the pod since.</summary>
public sealed class RewriteRemovalTests
{
    [Fact]
    public void Gives_back_null_absence_and_the_author_s_own_number()
    {
        var web = Restored(
            """{"readinessProbe": {"httpGet": {"path": "/probe/http/8080/", "port": 19021}}, "livenessProbe": {"httpGet": {"path": "/probe/http/8080/", "port": 19021}}}""",
            """{"readinessProbe/httpGet/path": [null], "readinessProbe/httpGet/port": ["http"], "livenessProbe/httpGet/path": [], "livenessProbe/httpGet/port": [8080]}""");
        web["readinessProbe"]!.ToJsonString().ShouldBe("""{"httpGet":{"path":null,"port":"http"}}""");
        web["livenessProbe"]!.ToJsonString().ShouldBe("""{"httpGet":{"port":8080}}""");
    }

    [Fact]
    public void Finds_a_port_by_its_number_behind_those_that_somebody_put_ahead_of_it_and_says_which_is_gone()
    {
        var (web, warnings) = Removed(
            """{"ports": [{"containerPort": 7070}, {"containerPort": 8443, "protocol": "UDP"}, {"containerPort": 8443}]}""",
            """{"ports/8443/containerPort": [8080], "ports/9443/containerPort": [8081], "ports/9444/containerPort": [7070]}""");
        web["ports"]!.ToJsonString().ShouldBe("""[{"containerPort":7070},{"containerPort":8443,"protocol":"UDP"},{"containerPort":8080}]""");
        warnings.ShouldBe(["container web: port 8081 does not come back: no declared port is 9443 any more"]);
    }

    [Theory]
    [InlineData("""{"exec": {"command": ["true"]}}""", """{"readinessProbe/httpGet": [], "readinessProbe/tcpSocket": [{"port": 8080}]}""")]
    [InlineData("""{"httpGet": {"path": "/ready2", "port": 8080}}""", """{"readinessProbe/httpGet/path": ["/ready"], "readinessProbe/httpGet/port": [8080]}""")]
    [InlineData("""{"httpGet": {"path": "/ready2", "port": 19021}}""", """{"readinessProbe/httpGet/path": ["/ready"], "readinessProbe/httpGet/port": [8080]}""")]
    [InlineData("""{"grpc": {"port": 9090}}""", """{"readinessProbe/grpc/port": [8080]}""")]
    [InlineData("""{"httpGet": {"port": 9090}}""", """{"readinessProbe/httpGet/port": ["http"], "ports/8443/containerPort": [8080]}""")]
    public void Leaves_a_probe_that_somebody_has_changed_since(string probe, string record)
    {
        var (web, warnings) = Removed($$"""{"readinessProbe": {{probe}}, "ports": [{"name": "http", "containerPort": 8443}]}""", record);
        JsonNode.DeepEquals(web["readinessProbe"], JsonNode.Parse(probe)).ShouldBeTrue(web.ToJsonString());
        warnings.ShouldBe(["container web: readinessProbe stays as it is: somebody has changed it since"]);
    }

    [Theory]
    [InlineData(8080, "http")]
    [InlineData(8081, 8081)]
    public void Gives_a_hook_its_name_back_while_it_has_the_number_that_took_its_place(int now, object expected) => Removed(
            $$"""{"lifecycle": {"preStop": {"httpGet": {"port": {{now}} } } }, "ports": [{"name": "http", "containerPort": 8443}]}""",
            """{"lifecycle/preStop/httpGet/port": ["http"], "ports/8443/containerPort": [8080]}""")
        .Web["lifecycle"]!["preStop"]!["httpGet"]!["port"]!.ToString().ShouldBe(expected.ToString());

    [Theory]
    [InlineData("probe/http/8080/drain", 19021, "/drain", "http")]
    [InlineData("probe/http/8080/drain", 19022, "probe/http/8080/drain", "19022")]
    [InlineData("/leave", 19021, "/leave", "19021")]
    public void Gives_a_hook_back_while_it_still_asks_the_ambassador(string path, int port, string pathAfter, string portAfter)
    {
        var hook = Restored(
            $$"""{"lifecycle": {"preStop": {"httpGet": {"path": "{{path}}", "port": {{port}} } } } }""",
            """{"lifecycle/preStop/httpGet/path": ["/drain"], "lifecycle/preStop/httpGet/port": ["http"]}""")["lifecycle"]!["preStop"]!["httpGet"]!;
        (hook["path"]!.ToString(), hook["port"]!.ToString()).ShouldBe((pathAfter, portAfter));
    }

    [Fact]
    public void Says_nothing_of_what_stands_there_as_its_author_wrote_it() => Removed(
            """{"readinessProbe": {"httpGet": {"path": "/ready", "port": 8080}}, "ports": [{"containerPort": 8080}]}""",
            """{"readinessProbe/httpGet/path": ["/ready"], "readinessProbe/httpGet/port": [8080], "ports/8443/containerPort": [8080]}""")
        .Warnings.ShouldBeEmpty();

    [Theory]
    [InlineData("""{"readinessProbe/httpGet/path": ["/healthz"]}""")]
    [InlineData("""{"ports/8443/containerPort": [8080]}""")]
    [InlineData("""{"name/x": [1], "readinessProbe/httpGet/port": []}""")]
    [InlineData("""{"readinessProbe/httpGet/path": "/healthz"}""")]
    [InlineData("""{"readinessProbe/httpGet/path": ["/a", "/b"]}""")]
    [InlineData("""["ports"]""")]
    public void Leaves_a_container_in_which_the_field_is_no_more(string record) =>
        Restored("""{"args": ["x"]}""", record).ToJsonString().ShouldBe("""{"args":["x"],"name":"web"}""");

    private static JsonNode Restored(string container, string record) => Removed(container, record).Web;

    private static (JsonNode Web, IEnumerable<string> Warnings) Removed(string container, string record)
    {
        var web = JsonNode.Parse(container)!;
        web["name"] = "web";
        var status = new JsonObject
        {
            ["version"] = "1",
            ["ports"] = new JsonObject { ["ambassador.in.8443"] = 8443, ["ambassador.in.probes"] = 19021 },
            ["rewritten"] = new JsonObject { ["web"] = JsonNode.Parse(record) },
        };
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["injector.io/status"] = status.ToJsonString() } },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(web) },
        };
        var (without, result) = RoundTrip.Remove(pod);
        return (without["spec"]!["containers"]![0]!, result.Warnings);
    }
}
