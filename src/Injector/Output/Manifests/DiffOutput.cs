using System.Text;
using DiffPlex.Model;
using Injector.Grammar.Messages;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;

namespace Injector.Output.Manifests;

/// <summary>Writes a unified diff between input and output, file by file.</summary>
internal static class DiffOutput
{
    private const int Context = 3;

    /// <summary>Writes the diffs of the changed inputs.</summary>
    public static void Write(IReadOnlyList<DocumentOutcome> outcomes, MemoryStream result, string done, bool colours)
    {
        var text = new StringBuilder();
        foreach (var source in outcomes.GroupBy(outcome => outcome.Document.Source).Where(source => source.Any(outcome => outcome.IsChanged)))
        {
            using var after = new MemoryStream();
            new ManifestStream(after).Write(source, OutputFormat.AsReceived);
            WriteFile(text, source.Key, Encoding.UTF8.GetString(after.ToArray()), done, colours);
        }

        result.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void WriteFile(StringBuilder text, ManifestSource source, string after, string done, bool colours)
    {
        var diff = LineDifference.Of(Lines(Encoding.UTF8.GetString(source.Bytes.Span)), Lines(after));
        if (diff.DiffBlocks.Count == 0)
        {
            return;
        }

        text.Append(Line($"--- {DisplayText.Of(source.Name)}", Colour.Faint, colours)).Append('\n');
        text.Append(Line($"+++ {DisplayText.Of(source.Name)} ({done})", Colour.Faint, colours)).Append('\n');
        foreach (var hunk in Hunks(diff))
        {
            WriteHunk(text, diff, hunk, colours);
        }
    }

    // Blocks whose context would touch form one hunk.
    private static List<List<DiffBlock>> Hunks(DiffResult diff)
    {
        var hunks = new List<List<DiffBlock>>();
        foreach (var block in diff.DiffBlocks)
        {
            if (hunks.Count > 0 && hunks[^1][^1] is var last && block.DeleteStartA - (last.DeleteStartA + last.DeleteCountA) <= 2 * Context)
            {
                hunks[^1].Add(block);
                continue;
            }

            hunks.Add([block]);
        }

        return hunks;
    }

    private static void WriteHunk(StringBuilder text, DiffResult diff, List<DiffBlock> blocks, bool colours)
    {
        var (first, last) = (blocks[0], blocks[^1]);
        var startOld = Math.Max(0, first.DeleteStartA - Context);
        var endOld = Math.Min(diff.PiecesOld.Count, last.DeleteStartA + last.DeleteCountA + Context);
        var startNew = startOld + first.InsertStartB - first.DeleteStartA;
        var endNew = endOld + last.InsertStartB + last.InsertCountB - last.DeleteStartA - last.DeleteCountA;
        var header = $"@@ -{Range(startOld, endOld)} +{Range(startNew, endNew)} @@";
        text.Append(Line(header, Colour.Faint, colours)).Append('\n');
        var line = startOld;
        foreach (var block in blocks)
        {
            Append(text, ' ', Colour.None, diff.PiecesOld, line, block.DeleteStartA, colours);
            line = block.DeleteStartA + block.DeleteCountA;
            Append(text, '-', Colour.Bad, diff.PiecesOld, block.DeleteStartA, line, colours);
            Append(text, '+', Colour.Good, diff.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB, colours);
        }

        Append(text, ' ', Colour.None, diff.PiecesOld, line, endOld, colours);
    }

    private static void Append(
        StringBuilder text, char sign, Colour colour, IReadOnlyList<string> lines, int start, int end, bool colours)
    {
        for (var i = start; i < end; i++)
        {
            text.Append(Line($"{sign}{lines[i].TrimEnd('\n')}", colour, colours)).Append('\n');
            if (!lines[i].EndsWith('\n'))
            {
                text.Append("\\ No newline at end of file\n");
            }
        }
    }

    /// <summary>A terminal shows text to people; otherwise the output may be for the program <c>patch</c>, which needs every byte.</summary>
    private static string Line(string text, Colour colour, bool colours) =>
        colours ? PaintedText.Join([new PaintedText(text.Replace("\t", "        ", StringComparison.Ordinal), colour)], colours) : text;

    // Each line keeps its line break, so that a missing final one and carriage returns show up as differences.
    private static string[] Lines(string text)
    {
        var lines = text.Split('\n').Select(line => line + "\n").ToArray();
        lines[^1] = lines[^1][..^1];
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static string Range(int start, int end) => end - start == 0 ? $"{start},0" : $"{start + 1},{end - start}";
}
