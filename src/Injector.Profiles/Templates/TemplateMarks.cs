using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Templates;

/// <summary>Remembers where each piece of a template is written, so that errors found after rendering still name a line.</summary>
internal sealed class TemplateMarks
{
    private readonly Dictionary<TemplateNode, FieldLocation> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Remembers the place of a node and hands the node back.</summary>
    internal TemplateNode Mark(TemplateNode node, FieldLocation place)
    {
        _places[node] = place;
        return node;
    }

    /// <summary>Gives a node the place of another, if that one has a place.</summary>
    internal TemplateNode MarkLike(TemplateNode node, TemplateNode other)
    {
        if (_places.TryGetValue(other, out var place))
        {
            _places[node] = place;
        }

        return node;
    }

    /// <summary>The place of a node, or that of what surrounds it when the node itself is written nowhere.</summary>
    internal FieldLocation Of(TemplateNode node, FieldLocation surrounding) => _places.GetValueOrDefault(node, surrounding);
}
