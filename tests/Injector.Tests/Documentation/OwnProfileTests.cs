using Injector.Testing.Documentation;

namespace Injector.Tests.Documentation;

/// <summary>The README's way from an empty file to a profile of one's own, by its fenced blocks.</summary>
public sealed class OwnProfileTests : IDisposable
{
    private static readonly DocumentedPage Readme = DocumentedPage.Read("README.md");

    private readonly string _folder = Directory.CreateTempSubdirectory("injector-documentation-").FullName;

    [Fact]
    public async Task The_profile_of_the_README_has_no_errors_and_injects_the_pod_of_the_README()
    {
        var profiles = Write("profiles/memcached.yaml");

        var lint = await DocumentedRun.OfAsync("profiles", "lint", profiles);
        lint.Errors.ShouldBe(Readme.BlockAfter("cat > profiles/memcached.yaml <<'EOF'").Text);
        var run = await DocumentedRun.OfAsync("inject", "--profiles", profiles, "-f", Write("web.yaml"));

        run.Errors.ShouldContain("injected  memcached → memcached\n");
        run.Output.ShouldContain("\"128\"\n");
    }

    [Fact]
    public async Task The_mistake_of_the_README_is_told_as_the_README_says()
    {
        var path = Write("profiles/memcached.yaml");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("args:", "arg:", StringComparison.Ordinal));

        var run = await DocumentedRun.OfAsync("profiles", "lint", path);

        run.ExitCode.ShouldBe(1);
        Readme.BlockWith(run.Output.TrimEnd('\n').Replace(path, "profiles/memcached.yaml", StringComparison.Ordinal)).Language.ShouldBe("text");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name)
    {
        var path = Path.Combine(_folder, Path.GetFileName(name));
        File.WriteAllText(path, Readme.BlockWith($"cat > {name} <<'EOF'").FileText(name));
        return path;
    }
}
