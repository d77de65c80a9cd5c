using System.Diagnostics.CodeAnalysis;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Templates;

/// <summary>Reads a profile as written, ignoring conditions and repetitions.</summary>
internal static class WrittenTree
{
    /// <summary>The value inside a directive, or the node itself if it is not one.</summary>
    [return: NotNullIfNotNull(nameof(node))]
    internal static TreeNode? Plain(TreeNode? node) => node is MappingNode mapping && mapping["$value"] is { } inner ? Plain(inner) : node;

    /// <summary>The items of a list, including those under a common condition.</summary>
    internal static IEnumerable<TreeNode> Items(TreeNode? node) => Plain(node) is SequenceNode list
        ? list.Items.SelectMany(item => item is MappingNode mapping && mapping["$items"] is { } items ? Items(items) : [Plain(item)])
        : [];

    /// <summary>The objects of a list, or the single object in place of a list.</summary>
    internal static IEnumerable<MappingNode> Objects(TreeNode? node) => Plain(node) switch
    {
        SequenceNode list => Items(list).SelectMany(Objects),
        MappingNode mapping when mapping["$items"] is { } items => Objects(items),
        MappingNode mapping => [mapping],
        _ => [],
    };

    /// <summary>A text; <see langword="null"/> for anything else.</summary>
    internal static string? Text(TreeNode? node) => Plain(node) is ScalarNode { Kind: ScalarKind.String } text ? text.JsonText : null;

    /// <summary>A member of an object.</summary>
    internal static TreeNode? Member(this TreeNode? node, string name) => (Plain(node) as MappingNode)?[name];

    /// <summary>The variables in a text; none when there are none.</summary>
    internal static IEnumerable<VariableReference> References(string text) => TemplateTextParser.TryParse(text, textOnly: true, out var node, out _)
        ? node switch
        {
            TemplateNode.Text template => template.Segments.Select(segment => segment.Reference).OfType<VariableReference>(),
            TemplateNode.Splice splice => [splice.Reference],
            _ => [],
        }
        : [];

    /// <summary>Whether a text contains variables.</summary>
    internal static bool IsTemplate(string text) => References(text).Any();
}
