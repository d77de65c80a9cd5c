using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>The input and output of lint rules.</summary>
/// <param name="profile">The profile, which has no errors.</param>
/// <param name="spec">The spec it was read from.</param>
/// <param name="file">The file, as it was named when it was loaded.</param>
internal sealed class LintContext(SidecarProfile profile, MappingNode spec, string file)
{
    /// <summary>Max warnings reported for one profile.</summary>
    private const int MaxWarnings = 100;

    private readonly HashSet<LintWarning> _warnings = [];
    private Dictionary<string, FieldLocation>? _positions;

    /// <summary>The profile.</summary>
    internal SidecarProfile Profile => profile;

    /// <summary>The spec it was read from.</summary>
    internal MappingNode Spec => spec;

    /// <summary>The parameters, each with its source.</summary>
    internal IEnumerable<(ProfileParameter Parameter, MappingNode Source)> Parameters => profile.Parameters.Zip(Items("parameters"));

    /// <summary>The entries of <c>initContainers</c> and <c>sidecars</c>, each with its container.</summary>
    internal IEnumerable<(MappingNode Entry, MappingNode Container)> Containers =>
        from entry in Items("initContainers").Concat(Items("sidecars"))
        where entry["container"] is MappingNode
        select (entry, (MappingNode)entry["container"]!);

    /// <summary>Location of a container's <c>position</c>, or of its entry if it has none.</summary>
    internal FieldLocation PositionOf(string container) => (_positions ??= Positions()).GetValueOrDefault(container) ?? spec.Location;

    /// <summary>The objects of a list of the spec.</summary>
    internal IEnumerable<MappingNode> Items(string field) => (spec[field] as SequenceNode)?.Items.OfType<MappingNode>() ?? [];

    /// <summary>Reports a warning.</summary>
    internal void Warn(string code, FieldLocation place, string message)
    {
        if (_warnings.Count < MaxWarnings)
        {
            _warnings.Add(new LintWarning(code, file, place.Line, place.Column, place.Path, ErrorList.Cut(message)));
        }
    }

    /// <summary>The parameter that a text consists of; <see langword="null"/> when there is none.</summary>
    internal ProfileParameter? ParameterOf(TreeNode? node) => Parse(node) is TemplateNode.Variable { Reference: { Root: "params" } reference } ? Find(reference) : null;

    /// <summary>The parameter that a reference names.</summary>
    internal ProfileParameter? Find(VariableReference reference) =>
        reference.Root == "params" ? profile.Parameters.FirstOrDefault(parameter => parameter.Name == reference.Name) : null;

    /// <summary>A text as a template; <see langword="null"/> for anything else.</summary>
    internal static TemplateNode? Parse(TreeNode? node) =>
        node is ScalarNode { Kind: ScalarKind.String } text && TemplateTextParser.TryParse(text.JsonText, textOnly: false, out var template, out _) ? template : null;

    private Dictionary<string, FieldLocation> Positions()
    {
        var positions = new Dictionary<string, FieldLocation>(StringComparer.Ordinal);
        foreach (var (entry, container) in Containers)
        {
            if (container.Text("name") is { } name)
            {
                positions.TryAdd(name, (entry["position"] ?? entry).Location);
            }
        }

        return positions;
    }

    /// <summary>The warnings in the order of the file.</summary>
    internal ImmutableArray<LintWarning> InOrder() =>
        [.. _warnings.OrderBy(warning => warning.Line).ThenBy(warning => warning.Column).ThenBy(warning => warning.Code, StringComparer.Ordinal)];
}
