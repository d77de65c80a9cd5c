namespace Injector.Yaml.Nodes;

/// <summary>A string, number, boolean or null.</summary>
public sealed class ScalarNode : TreeNode
{
    private readonly string? _json;

    /// <summary>The type that the value has in JSON.</summary>
    public required ScalarKind Kind { get; init; }

    /// <summary>For a string its text, for anything else the spelling in the document, such as <c>0644</c> or <c>yes</c>.</summary>
    public required string Spelling { get; init; }

    /// <summary>For a string its text, for anything else the JSON spelling. Default: <see cref="Spelling"/>, and <c>null</c> for null.</summary>
    public string JsonText
    {
        get => _json ?? (Kind is ScalarKind.Null ? "null" : Spelling);
        init => _json = value;
    }

    /// <summary>How the scalar is written in YAML.</summary>
    public ScalarNotation Notation { get; init; }

    /// <summary>The scalar's source text, quotes included, when it fits on one line of the document; otherwise <see langword="null"/>.</summary>
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

    /// <summary>Creates a string with no preferred notation.</summary>
    /// <param name="value">The text.</param>
    public static ScalarNode Text(string value) => new() { Kind = ScalarKind.String, Spelling = value };

    /// <inheritdoc/>
    public override TreeNode Copy() => CopyWith(Notation);

    /// <inheritdoc/>
    public override TreeNode ReferredFrom(TextPosition place) =>
        new ScalarNode { Kind = Kind, Spelling = Spelling, JsonText = JsonText, Notation = Notation, IsFlow = IsFlow, IsReference = true, Place = place };

    /// <summary>A copy with another notation.</summary>
    /// <param name="notation">How to write it in YAML, where there is a choice.</param>
    public ScalarNode CopyWith(ScalarNotation notation) => new() { Kind = Kind, Spelling = Spelling, JsonText = JsonText, Notation = notation, IsFlow = IsFlow };

    /// <summary>The same scalar at the same position, with another <see cref="JsonText"/>.</summary>
    /// <param name="json">The text.</param>
    public ScalarNode Respelled(string json) =>
        new() { Kind = Kind, Spelling = Spelling, JsonText = json, Notation = Notation, Source = Source, IsFlow = IsFlow, Place = Place, Location = Location };
}

/// <summary>The types of a scalar: those of JSON, with integers distinguished from other numbers.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary><c>null</c>, or an empty value.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An integer, spelled without fraction or exponent.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,
}

/// <summary>How a scalar is written in YAML.</summary>
public enum ScalarNotation
{
    /// <summary>Without quotes; also the default when there is no preference.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>As a block scalar, literal (<c>|</c>) or folded (<c>&gt;</c>).</summary>
    Block,
}
