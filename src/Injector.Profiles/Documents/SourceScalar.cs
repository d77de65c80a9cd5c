namespace Injector.Profiles.Documents;

/// <summary>A text, number, truth value or null.</summary>
/// <param name="location">Where it stands.</param>
/// <param name="type">What it is.</param>
/// <param name="text">A text as it is; everything else as JSON spells it.</param>
internal sealed class SourceScalar(SourceLocation location, ScalarType type, string text) : SourceNode(location)
{
    /// <summary>What it is.</summary>
    public ScalarType Type => type;

    /// <summary>A text as it is; everything else as JSON spells it.</summary>
    public string Text => text;

    /// <inheritdoc/>
    public override string Kind => type switch
    {
        ScalarType.String => "text",
        ScalarType.Null => "nothing",
        ScalarType.Boolean => "true or false",
        ScalarType.Integer => "a whole number",
        _ => "a number",
    };
}
