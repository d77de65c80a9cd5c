using System.Text.Json.Nodes;
using Injector.Testing.Documents;

namespace Injector.Tests.Documentation;

public sealed class ImageTests
{
    private static readonly string Dockerfile = RepositoryText.Read("Dockerfile");

    [Theory]
    [InlineData("restore")]
    [InlineData("publish")]
    public void The_image_is_made_by_the_lines_that_CI_runs(string command) =>
        Line(RepositoryText.Read(".ci/run"), $"    dotnet {command} ", " || return").ShouldBe(Line(Dockerfile, $"RUN dotnet {command} ", ""));

    [Fact]
    public void CI_runs_the_image_with_what_the_chart_sets()
    {
        var values = YamlToJson.Single(RepositoryText.Read("charts/injector/values.yaml"))!;
        var options = RepositoryText.Between(RepositoryText.Read("tests/image/check.sh"), "    podman run ", "\"$@\"\n").Replace(" \\\n", "", StringComparison.Ordinal);

        foreach (var option in Fields(values, "podSecurityContext").Concat(Fields(values, "securityContext")).Select(Option).Distinct())
        {
            options.ShouldContain(option);
        }

        options.ShouldNotContain("seccomp");
        Dockerfile.ShouldContain($"\nUSER {values["podSecurityContext"]!["runAsUser"]}\n");
    }

    [Fact]
    public async Task What_the_image_runs_is_a_command_line_that_the_program_understands()
    {
        string[] arguments = [.. RepositoryText.Between(Dockerfile, "CMD [", "]").Split(", ").Select(word => word.Trim('"'))];

        // One wrong word of ours keeps the server from starting, and is then the only one that is complained about.
        var run = await DocumentedRun.OfAsync([.. arguments, "--log-level", "loud"]);

        arguments[0].ShouldBe("serve");
        run.Errors.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("loud");
    }

    /// <summary>The option of a container engine that does what a field of the chart does. A field that is not here needs one.</summary>
    private static string Option(string field) => field switch
    {
        "runAsNonRoot: true" or "runAsUser: 1654" or "runAsGroup: 1654" or "fsGroup: 1654" => "--user 1654:1654",
        "allowPrivilegeEscalation: false" => "--security-opt no-new-privileges",
        "readOnlyRootFilesystem: true" => "--read-only --read-only-tmpfs=false",
        """capabilities: {"drop":["ALL"]}""" => "--cap-drop ALL",
        // The engine's own filter of system calls applies as long as no other is named.
        """seccompProfile: {"type":"RuntimeDefault"}""" => "",
        _ => $"an option for {field}",
    };

    private static IEnumerable<string> Fields(JsonNode values, string section) =>
        values[section]!.AsObject().Select(field => $"{field.Key}: {field.Value!.ToJsonString()}");

    private static string Line(string text, string before, string after) => RepositoryText.Between(text, $"\n{before}", $"{after}\n");
}
