namespace Injector.Tests.Documentation;

public sealed class ImageTests
{
    private static readonly string Dockerfile = RepositoryText.Read("Dockerfile");

    [Fact]
    public void The_image_is_published_by_the_line_that_CI_runs() =>
        PublishLine(RepositoryText.Read(".ci/run"), "    ", " || return").ShouldBe(PublishLine(Dockerfile, "RUN ", ""));

    [Fact]
    public void The_layer_of_packages_knows_every_project_and_every_build_file()
    {
        foreach (var project in Directory.GetFiles(RepositoryText.PathOf("src"), "*.csproj", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(RepositoryText.PathOf(""), project);
            Dockerfile.ShouldContain($"COPY {path} {Path.GetDirectoryName(path)}/\n");
        }

        foreach (var file in new[] { "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            RepositoryText.Between(Dockerfile, "COPY ", "./\n").ShouldContain(file);
            RepositoryText.Read(".dockerignore").ShouldContain($"!{file}\n");
        }
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

    private static string PublishLine(string text, string before, string after) =>
        RepositoryText.Between(text, $"\n{before}dotnet publish ", $"{after}\n");
}
