using Injector.Yaml.Reading;

namespace Injector.Yaml.Nodes;

/// <summary>A text, number, truth value or null.</summary>
public sealed class ScalarNode : TreeNode
{
    /// <summary>The type that the value has in JSON.</summary>
    public required ScalarKind Kind { get; init; }

    /// <summary>The text of a string; the spelling in the document of everything else, such as <c>0644</c> or <c>yes</c>.</summary>
    public required string Spelling { get; init; }

    /// <summary>How YAML wrote it.</summary>
    public ScalarLook Look { get; init; }

    /// <summary>Quotes and all, as it stands in its document in one line; <see langword="null"/> when it does not.</summary>
    public string? Source { get; init; }

    /// <summary>The text of a string; everything else as JSON spells it.</summary>
    public string JsonText => Kind switch
    {
        ScalarKind.String => Spelling,
        ScalarKind.Null => "null",
        ScalarKind.Boolean => PlainScalar.IsTrue(Spelling) ? "true" : "false",
        _ => PlainScalar.NumberAsJson(Spelling) ?? Spelling,
    };

    /// <summary>Makes a string without a preference for its look.</summary>
    public static ScalarNode Text(string value) => new() { Kind = ScalarKind.String, Spelling = value };

    /// <inheritdoc/>
    public override TreeNode Copy() => new ScalarNode { Kind = Kind, Spelling = Spelling, Look = Look, IsFlow = IsFlow };
}
