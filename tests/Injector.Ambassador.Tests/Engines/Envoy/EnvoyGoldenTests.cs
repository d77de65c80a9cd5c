using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Ambassador.Model;
using Injector.Testing;
using Injector.Testing.Protobuf;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Whole configurations from what a user writes, kept as files to be read; <c>UPDATE_GOLDEN=1</c> writes them again.</summary>
public sealed class EnvoyGoldenTests
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Func<AmbassadorModel>> Cases = new(StringComparer.Ordinal)
    {
        ["one-service"] = () => Composed.Model("orders=http://orders.shop.svc:8080?retries=3&timeout=2s&lb=least_request"),
        ["many-protocols"] = () => Composed.Model(
            "web=https://api.example.com?retries=2&perTry=500ms,users=grpc://users.shop.svc:9090?health=grpc,"
            + "cache=tcp://redis-0.redis:6379|redis-1.redis:6379?outlier=5&health=tcp"),
        ["inbound-tls"] = () => Composed.Model("", "8443=https://localhost:8080?cert=web-tls&maxConnections=500&rate=100"),
        ["probes"] = () => EnvoyFeatures.All.Single(feature => feature.Name == "probes").Apply(Composed.Model("", "8443=https://localhost:8080?cert=web-tls")),
        ["current-version"] = () => Composed.Model("orders=http://orders.shop.svc:8080?retries=1").For("1.40"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_written_as_kept(string name)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests/Injector.Ambassador.Tests/Engines/Envoy/Golden", name + ".json");
        var text = JsonNode.Parse(Write(name))!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        text.ShouldBe(File.ReadAllText(file));
    }

    [EnvoyDefinitionsTheory]
    [InlineData("one-service")]
    [InlineData("many-protocols")]
    [InlineData("inbound-tls")]
    [InlineData("probes")]
    public void Is_what_Envoy_defines(string name) => EnvoyDefinitions.Oracle.Evaluate(Write(name), EnvoyDefinitions.Bootstrap).ShouldBeEmpty();

    private static string Write(string name)
    {
        var engine = EngineCatalogue.Find("envoy")!;
        var model = Cases[name]();
        engine.Refusals(model).ShouldBeEmpty();
        return engine.Write(model);
    }
}
