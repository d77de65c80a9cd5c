using System.Text.RegularExpressions;

namespace Injector.Testing.Documentation;

/// <summary>
/// What tests hold of a page: its fenced blocks and its tables. Sentences are for people, who may write them otherwise at any time.
/// </summary>
/// <param name="text">The page's text.</param>
public sealed partial class DocumentedPage(string text)
{
    /// <summary>The fenced blocks, in order.</summary>
    public IReadOnlyList<FencedBlock> Blocks { get; } =
        [.. Fence().Matches(text).Select(match => new FencedBlock(match.Groups["language"].Value, Outdented(match.Groups["text"].Value, match.Groups["indent"].Length)))];

    /// <summary>The lines of tables, each as its cells.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; } =
        [.. Fence().Replace(text, "").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(Cells)];

    /// <summary>Reads a page of the repository.</summary>
    /// <param name="file">Its path from the repository's root.</param>
    public static DocumentedPage Read(string file) => new(File.ReadAllText(Path.Combine(RepositoryRoot.Path, file)));

    /// <summary>The only block that has a line.</summary>
    /// <param name="line">The whole line.</param>
    /// <exception cref="InvalidOperationException">No block has it, or several have.</exception>
    public FencedBlock BlockWith(string line) =>
        Blocks.SingleOrDefault(block => block.Lines.Contains(line, StringComparer.Ordinal))
        ?? throw new InvalidOperationException($"no fenced block has the line '{line}'");

    /// <summary>The block after the only one that has a line: what a command prints.</summary>
    /// <param name="line">The whole line.</param>
    public FencedBlock BlockAfter(string line) => Blocks[Blocks.ToList().IndexOf(BlockWith(line)) + 1];

    private static string Outdented(string block, int indent) => string.Join('\n', block.Split('\n').Select(line => line.Length >= indent ? line[indent..] : line));

    private static IReadOnlyList<string> Cells(string line) => [.. line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim())];

    [GeneratedRegex("^(?<indent> *)(?<fence>```+)(?<language>[a-z]*)[^\n]*\n(?<text>.*?)^ *\\k<fence>`*[^\n]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands behind the fence, such as <c>sh</c>.</param>
/// <param name="Text">Its text; every line ends.</param>
public sealed record FencedBlock(string Language, string Text)
{
    /// <summary>Its lines.</summary>
    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');

    /// <summary>The document that is written into a file by <c>cat &gt; file &lt;&lt;'EOF'</c>; <see langword="null"/> when none is.</summary>
    /// <param name="file">The file.</param>
    public string? FileText(string file)
    {
        var begin = $"cat > {file} <<'EOF'\n";
        var start = Text.IndexOf(begin, StringComparison.Ordinal);
        return start < 0 ? null : Text[(start + begin.Length)..Text.IndexOf("EOF\n", start + begin.Length, StringComparison.Ordinal)];
    }

    /// <summary>
    /// Whether the block shows a text. A line of nothing but <c>…</c> stands for any number of lines, and <c>…</c> in a line for the rest of it that
    /// is not shown.
    /// </summary>
    /// <param name="actual">The whole text.</param>
    public bool Shows(string actual)
    {
        var pattern = string.Concat(Lines.Select(line => line.Trim() == "…" ? "(?:[^\n]*\n)*?" : $"{Regex.Escape(line).Replace("…", "[^\n]*", StringComparison.Ordinal)}\n"));
        return Regex.IsMatch(actual, $"^{pattern}$");
    }
}
