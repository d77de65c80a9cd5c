namespace Injector.Tests.Documentation;

/// <summary>Holds <c>.dockerignore</c> and the Dockerfile's COPY lines to what the build reads.</summary>
public sealed class ImageContextTests(BuildInputs inputs) : IClassFixture<BuildInputs>
{
    private static readonly string Ignore = RepositoryText.Read(".dockerignore");
    private static readonly string Dockerfile = RepositoryText.Read("Dockerfile");

    [Fact]
    public void What_the_build_reads_is_let_in_and_copied_before_it_is_read() => Missing(Ignore, Dockerfile).ShouldBeEmpty();

    [Fact]
    public void What_is_read_by_each_way_is_seen()
    {
        inputs.All.ShouldContain(("global.json", "dotnet restore"), "found by name");
        inputs.All.ShouldContain(("Directory.Packages.props", "dotnet restore"), "imported");
        inputs.All.ShouldContain((".editorconfig", "dotnet publish"), "rules of analyzers");
        inputs.All.ShouldContain(("src/BannedSymbols.txt", "dotnet publish"), "given to an analyzer");
        inputs.All.ShouldContain(("src/Injector.Profiles/BuiltIn/logging.yaml", "dotnet publish"), "embedded");
        inputs.All.ShouldContain(("src/Injector.Core/Injection/SidecarInjector.cs", "dotnet publish"), "compiled");
    }

    [Fact]
    public void Each_line_that_lets_something_in_or_copies_it_is_missed_where_it_is_left_out()
    {
        foreach (var line in Ignore.Split('\n').Where(line => line.StartsWith('!')))
        {
            Missing(Without(Ignore, line), Dockerfile).ShouldNotBeEmpty(line);
        }

        foreach (var line in Dockerfile.Split('\n').Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)))
        {
            Missing(Ignore, Without(Dockerfile, line)).ShouldNotBeEmpty(line);
        }
    }

    [Theory]
    [InlineData("*\n!src/\n", "COPY src/ src/", true)]
    [InlineData("*\n!src/\n", "COPY src/ code/", false)]
    [InlineData("*\n!src/\n", "COPY a/b.cs a/", false)]
    [InlineData("*\n!src/\n**/b.cs\n", "COPY src/ src/", false)]
    [InlineData("*\n!src/\nsrc/a/\n", "COPY src/ src/", false)]
    [InlineData("*\n!src/\n**/bin/\n", "COPY src/ src/", true)]
    [InlineData("*\n!src/a/b.cs\n", "COPY src/a/b.cs src/a/", true)]
    [InlineData("*\n!src/a/b.cs\n", "COPY src/a/b.cs ./", false)]
    [InlineData("*\n!src/a\n!src/a/c.cs\nsrc/*/b*\n", "COPY src/ src/", false)]
    [InlineData("# all but this\n\nsrc/a/b.c\n", "COPY src/ src/", true)]
    public void A_context_holds_what_rules_let_in_and_a_line_copies(string ignore, string copy, bool held) =>
        new BuildContext(ignore, $"FROM a\n{copy}\nRUN dotnet publish x\nFROM b\nCOPY src/ src/\n").Holds("src/a/b.cs", "dotnet publish").ShouldBe(held);

    private string[] Missing(string ignore, string dockerfile)
    {
        var context = new BuildContext(ignore, dockerfile);
        return [.. inputs.All.Where(input => !context.Holds(input.File, input.Command)).Select(input => $"{input.File}, for {input.Command}")];
    }

    private static string Without(string text, string line) => text.Replace($"{line}\n", "", StringComparison.Ordinal);
}
