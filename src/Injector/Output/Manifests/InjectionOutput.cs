using System.Text.Json;
using Injector.Manifests.Injection;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Output.Manifests;

/// <summary>Writes the result of an injection to standard output.</summary>
internal static class InjectionOutput
{
    /// <summary>Writes the result in a format.</summary>
    /// <param name="outcomes">The outcomes for the documents.</param>
    /// <param name="format">The format.</param>
    /// <param name="done">The operation, for the heading of a diff, such as <c>injected</c>.</param>
    /// <param name="console">Receives the result.</param>
    public static void Write(IReadOnlyList<DocumentOutcome> outcomes, OutputFormat format, string done, CommandConsole console)
    {
        using var result = new MemoryStream();
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(outcomes, result);
                break;
            case OutputFormat.Patch:
                PatchOutput.Write(outcomes, result);
                break;
            case OutputFormat.Diff:
                DiffOutput.Write(outcomes, result, done, console.Out.HasColours);
                break;
            default:
                new ManifestStream(result).Write(outcomes, format);
                break;
        }

        result.WriteTo(console.Output);
        console.Output.Flush();
    }

    private static void WriteJson(IReadOnlyList<DocumentOutcome> outcomes, MemoryStream result)
    {
        List<TreeNode> roots = [.. outcomes.Select(outcome => outcome.Loaded.Tree.Root).OfType<TreeNode>()];
        if (roots.Count == 0)
        {
            return;
        }

        using (var writer = new Utf8JsonWriter(result, JsonTreeWriter.Indented))
        {
            JsonTreeWriter.Write(roots is [var only] ? only : ListOf(roots), writer);
        }

        result.WriteByte((byte)'\n');
    }

    private static MappingNode ListOf(List<TreeNode> roots)
    {
        var items = new SequenceNode();
        items.Items.AddRange(roots);
        var list = new MappingNode();
        list.Set("apiVersion", ScalarNode.Text("v1"));
        list.Set("kind", ScalarNode.Text("List"));
        list.Set("items", items);
        return list;
    }
}
