using System.Text.Json.Nodes;
using Injector.Testing;
using Injector.Testing.Documents;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

/// <summary>Every example, injected and stored, is what it would be if it were created again.</summary>
public sealed class ExampleDriftTests
{
    private const string Labels = """{"pod-security.kubernetes.io/enforce": "privileged"}""";

    private static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "deploy", "examples");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Where(file => file != "profile.yaml").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_example_has_not_drifted(string file)
    {
        using var folder = new TemporaryFolder();
        var namespaces = folder.Write("namespaces.yaml", $$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop", "labels": {{Labels}} } }""");
        var pods = YamlToJson.All(await File.ReadAllTextAsync(Path.Combine(Folder, file))).Select(Pod).OfType<JsonObject>().ToList();
        pods.ShouldNotBeEmpty();

        var cluster = new DriftingCluster { Labels = Labels }.With([.. pods.Select(pod => RunningPods.Injected(pod, "--namespaces", namespaces))]);
        var run = await cluster.RunAsync();

        run.Output.ShouldContain("none has drifted");
        run.Error.ShouldBeEmpty();
    }

    /// <summary>The pod that an object is, or makes.</summary>
    private static JsonObject? Pod(JsonNode? node)
    {
        var template = node?["kind"]?.ToString() switch
        {
            "Pod" => node,
            "CronJob" => node["spec"]!["jobTemplate"]!["spec"]!["template"],
            "Deployment" or "StatefulSet" or "DaemonSet" or "Job" => node["spec"]!["template"],
            _ => null,
        };
        if (template?.DeepClone() is not JsonObject pod)
        {
            return null;
        }

        // As the controller does it for a StatefulSet.
        foreach (var claim in node!["spec"]!["volumeClaimTemplates"] as JsonArray ?? [])
        {
            pod["spec"]!["volumes"] ??= new JsonArray();
            pod["spec"]!["volumes"]!.AsArray().Add(JsonNode.Parse($$"""{"name": "{{claim!["metadata"]!["name"]}}", "persistentVolumeClaim": {"claimName": "claim"} }"""));
        }

        (pod["apiVersion"], pod["kind"]) = ("v1", "Pod");
        (pod["metadata"]!["namespace"], pod["metadata"]!["name"]) = ("shop", "example");
        return pod;
    }
}
