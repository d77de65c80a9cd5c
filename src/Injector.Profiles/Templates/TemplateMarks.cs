using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Templates;

/// <summary>Records the location of each part of a template, so that errors found after rendering still have a line.</summary>
internal sealed class TemplateMarks
{
    private readonly Dictionary<TemplateNode, FieldLocation> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Records the location of a node and returns the node.</summary>
    internal TemplateNode Mark(TemplateNode node, FieldLocation place)
    {
        _places[node] = place;
        return node;
    }

    /// <summary>Gives a node the location of another, if that one has a location.</summary>
    internal TemplateNode MarkLike(TemplateNode node, TemplateNode other)
    {
        if (_places.TryGetValue(other, out var place))
        {
            _places[node] = place;
        }

        return node;
    }

    /// <summary>The location of a node, or of its surroundings if the node itself has none.</summary>
    internal FieldLocation Of(TemplateNode node, FieldLocation surrounding) => _places.GetValueOrDefault(node, surrounding);
}
