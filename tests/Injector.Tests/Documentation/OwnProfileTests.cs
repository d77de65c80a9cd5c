namespace Injector.Tests.Documentation;

/// <summary>The README's way from an empty file to a profile of one's own, word by word.</summary>
public sealed class OwnProfileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("injector-documentation-").FullName;

    [Fact]
    public async Task The_profile_of_the_README_has_no_errors_and_injects_the_pod_of_the_README()
    {
        var profiles = Write("profiles/memcached.yaml");

        (await DocumentedRun.OfAsync("profiles", "lint", profiles)).Errors.ShouldBe("1 profile without errors, 0 errors\n");
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
        RepositoryText.Read("README.md").ShouldContain(run.Output.Replace(path, "profiles/memcached.yaml", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name)
    {
        var path = Path.Combine(_folder, Path.GetFileName(name));
        File.WriteAllText(path, RepositoryText.Between(RepositoryText.Read("README.md"), $"cat > {name} <<'EOF'\n", "EOF\n"));
        return path;
    }
}
