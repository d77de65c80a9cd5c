using System.Text.Json.Nodes;
using Injector.Testing.Documents;
using Injector.Testing.Released;

namespace Injector.Tests.Released;

/// <summary>What a record holds of one case, by the webhook and by the command line, says one thing.</summary>
public sealed class RecordTests
{
    public static IEnumerable<object[]> Cases => Release.AllCases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Webhook_and_command_line_of_the_release_agreed(string version, string name)
    {
        var release = new Release(version);
        var answer = JsonNode.Parse(File.ReadAllText(release.CaseFile(name, "answer.json")!))!;
        var report = File.ReadAllText(release.CaseFile(name, "report.txt")!);

        report.ShouldEndWith($"exit code {((bool)answer["allowed"]! ? 0 : 1)}\n");
        (answer["patchType"] is not null).ShouldBe(release.CaseFile(name, "injected.json") is not null);
        if (release.CaseFile(name, "injected.json") is { } pod)
        {
            var yaml = YamlToJson.Single(File.ReadAllText(release.Injected($"golden/{name}")!));
            JsonNode.DeepEquals(YamlToJson.Single(File.ReadAllText(pod)), yaml).ShouldBeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pod_with_sidecars_names_the_release_that_added_them(string version, string name)
    {
        var release = new Release(version);
        if ((string?)JsonNode.Parse(File.ReadAllText(release.CaseFile(name, "answer.json")!))!["auditAnnotations"]?["decision"] != "inject")
        {
            return;
        }

        var pod = JsonNode.Parse(File.ReadAllText(release.CaseFile(name, "injected.json")!))!;
        var status = (string)pod["metadata"]!["annotations"]![release.Case(name).Snapshot.Settings.Keys.Status]!;
        ((string)JsonNode.Parse(status)!["version"]!).ShouldBe(version);
    }
}
