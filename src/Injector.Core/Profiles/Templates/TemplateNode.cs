using System.Collections.Immutable;
using System.Text.Json;

namespace Injector.Core.Profiles.Templates;

/// <summary>A piece of a profile in which values may stand for themselves or refer to variables: a tree, never text to be parsed again.</summary>
public abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>A constant scalar.</summary>
    /// <param name="Value">A JSON string, number, boolean or null that outlives its document.</param>
    public sealed record Literal(JsonElement Value) : TemplateNode
    {
        /// <summary>A constant text.</summary>
        /// <param name="text">The text.</param>
        public static Literal Of(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return Parse($"\"{JsonEncodedText.Encode(text)}\"");
        }

        /// <summary>A constant truth value.</summary>
        /// <param name="value">The truth value.</param>
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

    /// <summary>An object; members whose value is absent are left out.</summary>
    /// <param name="Members">The members in the order of the document.</param>
    public sealed record Object(ImmutableArray<TemplateMember> Members) : TemplateNode;

    /// <summary>An array; absent items are left out.</summary>
    /// <param name="Items">The items in order.</param>
    public sealed record Array(ImmutableArray<TemplateNode> Items) : TemplateNode;

    /// <summary><c>$(x)</c> as the whole value: keeps the type of the variable.</summary>
    /// <param name="Reference">The variable.</param>
    public sealed record Variable(VariableReference Reference) : TemplateNode;

    /// <summary>Text with references inside, or a reference where only text will do.</summary>
    /// <param name="Segments">The pieces in order.</param>
    public sealed record Text(ImmutableArray<TextSegment> Segments) : TemplateNode;

    /// <summary><c>$(x[*])</c> as an item of an array: each item of the list becomes an item of the array.</summary>
    /// <param name="Reference">The variable, a list.</param>
    /// <param name="AsText">Whether each item is written as text, because the array takes only text. Default <see langword="false"/>.</param>
    public sealed record Splice(VariableReference Reference, bool AsText = false) : TemplateNode;

    /// <summary>A value that is there only when a condition holds.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Body">The value.</param>
    public sealed record When(Condition Condition, TemplateNode Body) : TemplateNode;

    /// <summary>Several items of an array that are there only when a condition holds.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Items">The items.</param>
    public sealed record WhenItems(Condition Condition, ImmutableArray<TemplateNode> Items) : TemplateNode;

    /// <summary>An item of an array that is written once for each item of a list, in its order; below it the variables <c>each.*</c> are known.</summary>
    /// <param name="Reference">The variable, a list.</param>
    /// <param name="Body">The item; left out where it is absent, as where its condition does not hold.</param>
    public sealed record Each(VariableReference Reference, TemplateNode Body) : TemplateNode;
}
