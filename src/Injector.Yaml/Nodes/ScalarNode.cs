namespace Injector.Yaml.Nodes;

/// <summary>A text, number, truth value or null.</summary>
public sealed class ScalarNode : TreeNode
{
    private readonly string? _json;

    /// <summary>The type that the value has in JSON.</summary>
    public required ScalarKind Kind { get; init; }

    /// <summary>The text of a string; the spelling in the document of everything else, such as <c>0644</c> or <c>yes</c>.</summary>
    public required string Spelling { get; init; }

    /// <summary>The text of a string; everything else as JSON spells it. By default as <see cref="Spelling"/> has it.</summary>
    public string JsonText
    {
        get => _json ?? (Kind is ScalarKind.Null ? "null" : Spelling);
        init => _json = value;
    }

    /// <summary>How YAML wrote it.</summary>
    public ScalarNotation Notation { get; init; }

    /// <summary>Quotes and all, as it stands in its document in one line; <see langword="null"/> when it does not.</summary>
    public string? Source { get; init; }

    /// <inheritdoc/>
    public override string Description => Kind switch
    {
        ScalarKind.String => "text",
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => "true or false",
        ScalarKind.Integer => "a whole number",
        _ => "a number",
    };

    /// <summary>Makes a string without a preference for its look.</summary>
    /// <param name="value">The text.</param>
    public static ScalarNode Text(string value) => new() { Kind = ScalarKind.String, Spelling = value };

    /// <inheritdoc/>
    public override TreeNode Copy() => CopyWith(Notation);

    /// <inheritdoc/>
    public override TreeNode ReferredFrom(TextPlace place) =>
        new ScalarNode { Kind = Kind, Spelling = Spelling, JsonText = JsonText, Notation = Notation, IsFlow = IsFlow, IsReference = true, Place = place };

    /// <summary>A copy, written in another way where that can be chosen.</summary>
    /// <param name="notation">How YAML should write it.</param>
    public ScalarNode CopyWith(ScalarNotation notation) => new() { Kind = Kind, Spelling = Spelling, JsonText = JsonText, Notation = notation, IsFlow = IsFlow };

    /// <summary>The same scalar at the same place, for which JSON has another text.</summary>
    /// <param name="json">The text.</param>
    public ScalarNode Respelled(string json) =>
        new() { Kind = Kind, Spelling = Spelling, JsonText = json, Notation = Notation, Source = Source, IsFlow = IsFlow, Place = Place, Location = Location };
}

/// <summary>The types that a scalar may have: those of JSON, whole numbers told apart.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary><c>null</c>, or nothing at all.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number, spelled without fraction and exponent.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,
}

/// <summary>How YAML wrote a scalar.</summary>
public enum ScalarNotation
{
    /// <summary>Without quotes, or no preference.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>As a block, literal or folded.</summary>
    Block,
}
