using System.Text.RegularExpressions;
using Injector.Testing;

namespace Injector.Tests.Architecture;

/// <summary>Names and sentences use the terms of the field: what a stranger stumbled over once does not come back.</summary>
public sealed partial class NamesTests
{
    /// <summary>Words that are no part of a name, and what the field says instead.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Ask"] = "request, query or select", ["Asks"] = "requests", ["Asked"] = "requested", ["Asking"] = "requesting", ["Wish"] = "request", ["Wishes"] = "requests",
        ["Door"] = "listener port", ["Doors"] = "listener ports", ["Deed"] = "action", ["Deeds"] = "actions", ["Told"] = "reported", ["Words"] = "text",
        ["Longest"] = "max length", ["Largest"] = "max", ["Usual"] = "default", ["Look"] = "evaluate, notation", ["Judge"] = "evaluate, oracle", ["Judges"] = "oracles",
        ["Judged"] = "evaluated", ["House"] = "architecture, container defaults", ["Anew"] = "again", ["Mend"] = "fix", ["Mending"] = "fixing", ["Mended"] = "fixed", ["Seams"] = "overrides",
    };

    /// <summary>Names that are stored outside the code, in logs, or that spell a term of others.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "CertificateLookFailed", "LookFailed", "LookUp" };

    private static IEnumerable<string> Code => Files("src").Concat(Files("tests")).Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith("NamesTests.cs", StringComparison.Ordinal));

    /// <summary>Texts by us: what earlier releases wrote, what golden cases hold and the scripts that run in pods stay as they are.</summary>
    private static IEnumerable<string> Prose =>
        Code.Concat(Files("src").Concat(Files("deploy")).Concat(Files("charts")).Append(Path.Combine(RepositoryRoot.Path, "README.md"))
            .Where(file => file.EndsWith(".md", StringComparison.Ordinal) && !file.Contains("/decisions/", StringComparison.Ordinal) && !file.EndsWith("Injector.Profiles/README.md", StringComparison.Ordinal)));

    [Fact]
    public void Names_are_made_of_the_fields_terms()
    {
        var found =
            from file in Code
            from name in Identifier().Matches(NotCode().Replace(File.ReadAllText(file), "")).Select(match => match.Value).Distinct(StringComparer.Ordinal)
            where !Kept.Contains(name)
            from part in Part().Matches(name).Select(match => match.Value)
            where Names.ContainsKey(part)
            select $"{Path.GetRelativePath(RepositoryRoot.Path, file)}: {name}; say {Names[part]}";

        found.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Sentences_are_in_plain_English() =>
        Prose.SelectMany(file => File.ReadLines(file).Select((line, at) => (file, at, line)).Where(place => Stilted().IsMatch(place.line)))
            .Select(place => $"{Path.GetRelativePath(RepositoryRoot.Path, place.file)}:{place.at + 1}: {place.line.Trim()}").ShouldBeEmpty();

    [Theory]
    [InlineData("class AskReader", "AskReader")]
    [InlineData("var isToldHere = 1;", "isToldHere")]
    [InlineData("private bool _isUsual;", "_isUsual")]
    public void A_part_of_a_name_is_found(string code, string name) =>
        Identifier().Matches(code).Select(match => match.Value).Where(word => Part().Matches(word).Any(part => Names.ContainsKey(part.Value))).ShouldBe([name]);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*", SearchOption.AllDirectories);

    /// <summary>Comments and texts; names of tests are sentences, and have underscores in them.</summary>
    [GeneratedRegex("""//[^\n]*|\"{3,}[\s\S]*?\"{3,}|"(\\.|[^"\\\n])*"|'(\\.|[^'\\])'|\w+_\w*""")]
    private static partial Regex NotCode();

    [GeneratedRegex("_?[A-Za-z]+")]
    private static partial Regex Identifier();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Part();

    [GeneratedRegex(@"\b(mend(s|ed|ing)?|anew|deeds?|is away|a body that is no review)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stilted();
}
