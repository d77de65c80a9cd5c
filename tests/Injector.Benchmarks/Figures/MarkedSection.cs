using Injector.Testing;

namespace Injector.Benchmarks.Figures;

/// <summary>The parts of README.md that commands write: each stands between two comments with its name.</summary>
internal static class MarkedSection
{
    /// <summary>Replaces a part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Markdown, ending with a line break.</param>
    public static void Write(string name, string text)
    {
        var page = Path.Combine(RepositoryRoot.Path, "tests", "Injector.Benchmarks", "README.md");
        var content = File.ReadAllText(page);
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->\n");
        var start = content.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var end = content.IndexOf(close, StringComparison.Ordinal);
        if (start < open.Length || end < start)
        {
            throw new InvalidOperationException($"{page} lacks the comments '{open.Trim()}' and '{close.Trim()}'");
        }

        File.WriteAllText(page, $"{content[..start]}{text}{content[end..]}");
    }
}
