using System.Text.RegularExpressions;

namespace Injector.Tests.Documentation;

public sealed partial class LinkTests
{
    private static readonly string[] Folders = ["src", "deploy", "charts", "certs", "tests"];

    public static TheoryData<string> Pages => [.. Folders.SelectMany(PagesBelow).Append("README.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryText.PathOf(page))!;
        var broken = LinksOf(page)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

        broken.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_section_leads_to_one(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryText.PathOf(page))!;
        var broken = SectionLink().Matches(Code().Replace(RepositoryText.Read(page), ""))
            .Where(match => !match.Value.Contains("://", StringComparison.Ordinal))
            .Where(match => !SectionsOf(match.Groups[1].Length > 0 ? Path.Combine(folder, match.Groups[1].Value) : RepositoryText.PathOf(page)).Contains(match.Groups[2].Value))
            .Select(match => match.Value);

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_index_of_decisions_lists_every_decision_once()
    {
        var listed = LinksOf("src/decisions/README.md");
        var written = Directory.GetFiles(RepositoryText.PathOf("src/decisions"), "0*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal);

        listed.ShouldBe(written!);
    }

    [Fact]
    public void A_comment_in_fenced_code_is_no_section()
    {
        var page = Path.GetTempFileName();
        try
        {
            File.WriteAllText(page, "# Title\n\n```sh\n# comment\n```\n\n## After `it`\n\n  ```yaml\n  # other\n# another\n  ```\n### Last\n");

            SectionsOf(page).ShouldBe(["title", "after-it", "last"]);
        }
        finally
        {
            File.Delete(page);
        }
    }

    private static IEnumerable<string> PagesBelow(string folder) =>
        Directory.GetFiles(RepositoryText.PathOf(folder), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryText.PathOf(""), path));

    /// <summary>
    /// The names of a page's sections in links: its titles in lower case, without punctuation, words joined by hyphens. What is fenced is code,
    /// in which a comment looks like a title.
    /// </summary>
    private static IEnumerable<string> SectionsOf(string path) =>
        Title().Matches(Fence().Replace(File.ReadAllText(path), "")).Select(match => Punctuation().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Links of a page; what stands in backticks is code, which may look like one.</summary>
    private static IEnumerable<string> LinksOf(string page) =>
        Link().Matches(Code().Replace(RepositoryText.Read(page), "")).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\]\(([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\(([^)#]*)#([^)]+)\)")]
    private static partial Regex SectionLink();

    [GeneratedRegex("^#+ +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex("^ *(```+).*?^ *\\1`*[^\n]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();
}
