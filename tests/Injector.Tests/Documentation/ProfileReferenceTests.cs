namespace Injector.Tests.Documentation;

public sealed class ProfileReferenceTests
{
    private const string Page = "src/Injector.Profiles/README.md";
    private const string Begin = "<!-- profiles: begin -->\n";
    private const string End = "<!-- profiles: end -->";
    private const string Renewal = "UPDATE_README=1 dotnet test tests/Injector.Tests --filter The_README_shows_the_profiles_as_they_are";

    [Fact]
    public async Task The_README_shows_the_profiles_as_they_are()
    {
        var run = await DocumentedRun.OfAsync("profiles", "show", "--all", "--output", "markdown");
        run.ExitCode.ShouldBe(0);
        var readme = RepositoryText.Read(Page);
        var shown = RepositoryText.Between(readme, Begin, End);
        var current = $"\n{run.Output.TrimEnd('\n')}\n\n";
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
        {
            await File.WriteAllTextAsync(RepositoryText.PathOf(Page), readme.Replace(Begin + shown, Begin + current, StringComparison.Ordinal));
            return;
        }

        shown.ShouldBe(current, $"The reference of the built-in profiles in {Page} is stale. Renew it with\n    {Renewal}");
    }
}
