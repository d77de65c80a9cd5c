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
    public void Leaves_a_port_that_somebody_put_in_the_place_of_a_rewritten_one() =>
        Restored("""{"ports": [{"containerPort": 7070}, {"containerPort": 8443}]}""", """{"ports/0/containerPort": [8080], "ports/1/containerPort": [8081]}""")["ports"]!
            .ToJsonString().ShouldBe("""[{"containerPort":7070},{"containerPort":8081}]""");

    [Theory]
    [InlineData("""{"readinessProbe/httpGet/path": ["/healthz"]}""")]
    [InlineData("""{"ports/0/containerPort": [8080]}""")]
    [InlineData("""{"name/x": [1], "readinessProbe/httpGet/port": []}""")]
    [InlineData("""{"readinessProbe/httpGet/path": "/healthz"}""")]
    [InlineData("""{"readinessProbe/httpGet/path": ["/a", "/b"]}""")]
    [InlineData("""["ports"]""")]
    public void Leaves_a_container_in_which_the_field_is_no_more(string record) =>
        Restored("""{"args": ["x"]}""", record).ToJsonString().ShouldBe("""{"args":["x"],"name":"web"}""");

    private static JsonNode Restored(string container, string record)
    {
        var web = JsonNode.Parse(container)!;
        web["name"] = "web";
        var status = new JsonObject
        {
            ["version"] = "1",
            ["ports"] = new JsonObject { ["ambassador.in.8443"] = 8443 },
            ["rewritten"] = new JsonObject { ["web"] = JsonNode.Parse(record) },
        };
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["injector.io/status"] = status.ToJsonString() } },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(web) },
        };
        return RoundTrip.Remove(pod).Pod["spec"]!["containers"]![0]!;
    }
}
