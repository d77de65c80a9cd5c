using System.Text.RegularExpressions;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>
/// Whether a profile mounts over a folder of the application by which that would run something else. What the profile's author wrote counts: constants,
/// and the defaults and words of parameters. A whole path that a pod's author states is that author's own choice; of a path that the profile puts together
/// each parameter counts as any text, for the pod's author sees a part of it alone. A path that anything else decides may be any.
/// </summary>
/// <param name="parameters">The field <c>parameters</c> of the profile.</param>
internal sealed partial class TenantPaths(TreeNode? parameters)
{
    /// <summary>Whether the path is, or may be, one of the system's.</summary>
    internal bool IsSystems(string path)
    {
        if (!TemplateTextParser.TryParse(path, textOnly: true, out var template, out _))
        {
            // Refused as it is read, and so never used.
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

        // Nothing stands for a parameter that nobody states.
        return Written(segments[0]).Any(head => MayBeSystems(head + rest)) || (ending.Length > 0 && (MayBeSystems(rest) || SystemFolders.MayEndWith(ending)));
    }

    /// <summary>Whether the profile or the pod's author writes the variable, and nobody else: no other variable, no fact of the pod, no list.</summary>
    private bool IsOfThePodsAuthor(VariableReference reference) => Find(reference) is { } parameter
        && IsAbsent(parameter["defaultFrom"]) && (IsAbsent(parameter["default"]) || parameter["default"] is ScalarNode)
        && parameter["type"] is not ScalarNode { JsonText: "list" };

    /// <summary>What the profile's author wrote for a part of a path.</summary>
    private IEnumerable<string> Written(TextSegment segment) => segment.Constant is { } constant
        ? [constant]
        : WrittenTree.Items(Find(segment.Reference!)?["enum"]).Append(Find(segment.Reference!)?["default"])
            .OfType<ScalarNode>().Where(node => node.Kind is not ScalarKind.Null).Select(node => node.JsonText);

    private MappingNode? Find(VariableReference reference) => reference.Root == "params"
        ? WrittenTree.Objects(parameters).FirstOrDefault(parameter => parameter["name"] is ScalarNode name && name.JsonText == reference.Name)
        : null;

    private static bool IsAbsent(TreeNode? node) => node is null or ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Parts of which each is harmless may come together as <c>..</c>.</summary>
    private static bool HasDots(string part) => part.Split('/').Any(name => name is "." or "..");

    /// <summary>Whether a path of which the beginning is known, up to a <c>*</c>, may be one of the system's.</summary>
    private static bool MayBeSystems(string pattern) => pattern.IndexOf('*', StringComparison.Ordinal) is var end and >= 0
        ? SystemFolders.AreWithin(Slashes().Replace($"/{pattern[..end]}", "/"))
        : SystemFolders.Hold(pattern);

    [GeneratedRegex("/+", RegexOptions.CultureInvariant)]
    private static partial Regex Slashes();
}
