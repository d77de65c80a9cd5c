using System.Text.Json.Nodes;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;

namespace Injector.Tests.Commands;

public sealed class ProfilesCommandTests
{
    private const string OwnProfile = """
        # comments stay
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata:
          name: own
        spec:
          description: Ours.
          parameters:
            - {name: level, type: string, enum: [low, high], default: low, description: How much.}
          sidecars:
            - $when: params.level == high
              container: {name: own, image: "example.org/own:1", securityContext: {runAsUser: 65532}}

        """;

    public static TheoryData<string> BuiltIns => [.. BuiltInProfiles.Names];

    [Fact]
    public void Lists_the_built_in_profiles()
    {
        var run = CommandRun.Of("profiles", "list");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldStartWith("NAME");
        run.Output.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(' ')[0]).ShouldBe(BuiltInProfiles.Names);
    }

    [Fact]
    public void Lists_profiles_of_a_folder_for_machines()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("own.yaml", OwnProfile);

        var run = CommandRun.Of("profiles", "list", "--profiles", folder.Path, "-o", "json");

        var own = JsonNode.Parse(run.Output)!["items"]!.AsArray().Single(profile => (string?)profile!["name"] == "own")!;
        ((string?)own["source"]).ShouldBe(file);
        ((string?)own["description"]).ShouldBe("Ours.");
    }

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Shows_every_annotation_of_a_built_in_in_every_format(string name)
    {
        var profile = BuiltInProfiles.Load().Single(candidate => candidate.Name == name);
        var text = CommandRun.Of("profiles", "show", name).Output;
        var markdown = CommandRun.Of("profiles", "show", name, "-o", "markdown").Output;
        var json = JsonNode.Parse(CommandRun.Of("profiles", "show", name, "-o", "json").Output)!;

        foreach (var parameter in profile.Parameters)
        {
            var annotation = $"{name}.injector.io/{parameter.Name}";
            text.ShouldContain($"  {annotation}\n");
            markdown.ShouldContain($"| `{annotation}` | ");
            json["parameters"]!.AsArray().Select(found => (string?)found!["annotation"]).ShouldContain(annotation);
        }

        markdown.ShouldStartWith($"### `{name}`\n");
        json["containers"]!.AsArray().ShouldAllBe(container => ((string?)container!["image"])!.Length > 0);
    }

    [Fact]
    public void Shows_all_profiles_as_one_reference()
    {
        var run = CommandRun.Of("profiles", "show", "--all", "--output", "markdown");

        run.Output.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .ShouldBe(BuiltInProfiles.Names.Select(name => $"### `{name}`"));
        run.Output.ShouldEndWith("|\n");
    }

    [Fact]
    public void Shows_the_source_of_a_profile_to_start_from()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.yaml", $"---\n{OwnProfile}");

        CommandRun.Of("profiles", "show", "log-tail", "-o", "yaml").Output.ShouldBe(BuiltInProfiles.Text("log-tail"));
        CommandRun.Of("profiles", "show", "own", "--profiles", folder.Path, "-o", "yaml").Output.ShouldBe(OwnProfile[OwnProfile.IndexOf("apiVersion", StringComparison.Ordinal)..]);
        ProfileText.Parse(CommandRun.Of("profiles", "show", "--all", "-o", "yaml").Output, "all").Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Conditions_are_shown_as_they_are_written()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.yaml", OwnProfile);

        CommandRun.Of("profiles", "show", "own", "--profiles", folder.Path).Output.ShouldContain("when params.level == high");
    }

    [Fact]
    public void An_unknown_name_gets_a_suggestion()
    {
        var run = CommandRun.Of("profiles", "show", "log-tial");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("There is no profile 'log-tial'. Did you mean 'log-tail'?");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("show", "log-tail", "--all")]
    public void Showing_needs_either_one_name_or_all(params string[] arguments) =>
        CommandRun.Of(["profiles", .. arguments]).ExitCode.ShouldBe(ExitCodes.Usage);

    [Fact]
    public void Lint_is_content_with_good_profiles_and_tells_what_they_replace()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.yaml", OwnProfile);
        var replacing = folder.Write("other/log-tail.yaml", OwnProfile.Replace("name: own", "name: log-tail", StringComparison.Ordinal));

        var run = CommandRun.Of("profiles", "lint", folder.Path, replacing);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("takes the place of the built-in one");
        run.Error.ShouldEndWith("2 profiles without errors, 0 errors\n");
    }

    [Fact]
    public void Lint_prints_the_place_the_field_and_the_mistake()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.yaml", OwnProfile.Replace("description: Ours.", "descripton: Ours.", StringComparison.Ordinal));

        var run = CommandRun.Of("profiles", "lint", file);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldStartWith($"{file}:7:3: spec.descripton: ");
        run.Error.ShouldContain("error");
    }

    [Fact]
    public void Lint_prints_warnings_and_fails_on_them_only_when_strict()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("own.yaml", OwnProfile.Replace("own:1", "own", StringComparison.Ordinal));

        var run = CommandRun.Of("profiles", "lint", file);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldStartWith($"{file}:12:30: warning: spec.sidecars[0].container.image: 'example.org/own' has no tag, which means latest");
        run.Error.ShouldBe("1 profile without errors, 0 errors, 1 warning\n");
        CommandRun.Of("profiles", "lint", "--strict", file).ExitCode.ShouldBe(ExitCodes.Found);
        CommandRun.Of("inject", "--profiles", folder.Path, "-f", folder.Write("pod.yaml.txt", "")).Error.ShouldNotContain("warning");
    }

    [Fact]
    public void Lint_of_a_missing_path_is_a_usage_error() =>
        CommandRun.Of("profiles", "lint", "/no/such/path").ExitCode.ShouldBe(ExitCodes.Usage);
}
