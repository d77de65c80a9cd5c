using System.Text.RegularExpressions;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>
/// Whether a profile mounts over a folder of the application so that the application would run something else. What the profile's author wrote counts:
/// constants, and the defaults and allowed values of parameters. A whole path that the pod's author states is that author's own choice; in a path that the
/// profile assembles, each parameter counts as any text, because the pod's author only sees a part of it. A path that depends on anything else may be any path.
/// </summary>
/// <param name="parameters">The field <c>parameters</c> of the profile.</param>
internal sealed partial class TenantPaths(TreeNode? parameters)
{
    /// <summary>Whether the path is, or may be, a system folder.</summary>
    internal bool IsSystems(string path)
    {
        if (!TemplateTextParser.TryParse(path, textOnly: true, out var template, out _))
        {
            // Rejected when it is read, and therefore never used.
            return false;
        }

        return template switch
        {
            TemplateNode.Literal literal => SystemFolders.Hold(literal.Value.GetString()!),
            TemplateNode.Text text => IsSystems(text.Segments),
            _ => true,
        };
    }

    private bool IsSystems(IReadOnlyList<TextSegment> segments)
    {
        if (segments.Any(segment => segment.Reference is { } reference && !IsOfThePodsAuthor(reference)))
        {
            return true;
        }

        if (segments.Count > 1 && segments.SelectMany(Written).Any(HasDots))
        {
            return true;
        }

        var rest = string.Concat(segments.Skip(1).Select(segment => segment.Constant ?? "*"));
        if (segments[0].Constant is { } start)
        {
            return MayBeSystems(start + rest);
        }

        var ending = Slashes().Replace(rest, "/").TrimEnd('/');

        // A parameter that is not set is replaced with nothing.
        return Written(segments[0]).Any(head => MayBeSystems(head + rest)) || (ending.Length > 0 && (MayBeSystems(rest) || SystemFolders.MayEndWith(ending)));
    }

    /// <summary>Whether only the profile's or the pod's author determines the variable: no other variable, no fact of the pod, no list.</summary>
    private bool IsOfThePodsAuthor(VariableReference reference) => Find(reference) is { } parameter
        && IsAbsent(parameter["defaultFrom"]) && (IsAbsent(parameter["default"]) || parameter["default"] is ScalarNode)
        && parameter["type"] is not ScalarNode { JsonText: "list" };

    /// <summary>The values that the profile's author wrote for a part of a path.</summary>
    private IEnumerable<string> Written(TextSegment segment) => segment.Constant is { } constant
        ? [constant]
        : WrittenTree.Items(Find(segment.Reference!)?["enum"]).Append(Find(segment.Reference!)?["default"])
            .OfType<ScalarNode>().Where(node => node.Kind is not ScalarKind.Null).Select(node => node.JsonText);

    private MappingNode? Find(VariableReference reference) => reference.Root == "params"
        ? WrittenTree.Objects(parameters).FirstOrDefault(parameter => parameter["name"] is ScalarNode name && name.JsonText == reference.Name)
        : null;

    private static bool IsAbsent(TreeNode? node) => node is null or ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Parts that are harmless by themselves may combine to <c>..</c>.</summary>
    private static bool HasDots(string part) => part.Split('/').Any(name => name is "." or "..");

    /// <summary>Whether a path of which only the beginning is known, up to a <c>*</c>, may be a system folder.</summary>
    private static bool MayBeSystems(string pattern) => pattern.IndexOf('*', StringComparison.Ordinal) is var end and >= 0
        ? SystemFolders.AreWithin(Slashes().Replace($"/{pattern[..end]}", "/"))
        : SystemFolders.Hold(pattern);

    [GeneratedRegex("/+", RegexOptions.CultureInvariant)]
    private static partial Regex Slashes();
}
