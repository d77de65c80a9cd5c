using System.Collections.Immutable;
using System.Text.Json;

namespace Injector.Core.Profiles.Templates;

/// <summary>A parsed piece of a profile in which values are constants or references to variables. A tree, so that rendering never parses text again.</summary>
public abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>A constant scalar.</summary>
    /// <param name="Value">A JSON string, number, boolean or null that outlives its document.</param>
    public sealed record Literal(JsonElement Value) : TemplateNode
    {
        /// <summary>A constant string.</summary>
        /// <param name="text">The text.</param>
        public static Literal Of(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return Parse($"\"{JsonEncodedText.Encode(text)}\"");
        }

        /// <summary>A constant boolean.</summary>
        /// <param name="value">The boolean.</param>
        public static Literal Of(bool value) => Parse(value ? "true" : "false");

        /// <summary>A constant scalar as JSON spells it.</summary>
        /// <param name="json">A JSON string, number, boolean or null.</param>
        /// <exception cref="JsonException">The text is not JSON.</exception>
        public static Literal Parse(string json)
        {
            using var document = JsonDocument.Parse(json);
            return new Literal(document.RootElement.Clone());
        }
    }

    /// <summary>An object; members whose value is absent are omitted.</summary>
    /// <param name="Members">The members in document order.</param>
    public sealed record Object(ImmutableArray<TemplateMember> Members) : TemplateNode;

    /// <summary>An array; absent items are omitted.</summary>
    /// <param name="Items">The items in order.</param>
    public sealed record Array(ImmutableArray<TemplateNode> Items) : TemplateNode;

    /// <summary><c>$(x)</c> as the whole value; keeps the variable's type.</summary>
    /// <param name="Reference">The variable.</param>
    public sealed record Variable(VariableReference Reference) : TemplateNode;

    /// <summary>Text with references in it, or a single reference where only text is allowed.</summary>
    /// <param name="Segments">The pieces in order.</param>
    public sealed record Text(ImmutableArray<TextSegment> Segments) : TemplateNode;

    /// <summary><c>$(x[*])</c> as an item of an array; expands to one item for each item of the list.</summary>
    /// <param name="Reference">A variable that holds a list.</param>
    /// <param name="AsText">Whether items are converted to text, for arrays that only hold text. Default <see langword="false"/>.</param>
    public sealed record Splice(VariableReference Reference, bool AsText = false) : TemplateNode;

    /// <summary>A value that is rendered only when a condition holds.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Body">The value.</param>
    public sealed record When(Condition Condition, TemplateNode Body) : TemplateNode;

    /// <summary>Several items of an array that are rendered only when a condition holds.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Items">The items.</param>
    public sealed record WhenItems(Condition Condition, ImmutableArray<TemplateNode> Items) : TemplateNode;

    /// <summary>An item of an array that is rendered once for each item of a list, in order; within it the variables <c>each.*</c> are defined.</summary>
    /// <param name="Reference">A variable that holds a list.</param>
    /// <param name="Body">The item; omitted if it renders to nothing, for example because its condition does not hold.</param>
    public sealed record Each(VariableReference Reference, TemplateNode Body) : TemplateNode;
}
