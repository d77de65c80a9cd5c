using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>The value of a variable. A closed set; consumers switch over it.</summary>
public abstract record TemplateValue
{
    private TemplateValue()
    {
    }

    /// <summary>The one absent value.</summary>
    public static TemplateValue None { get; } = new Absent();

    /// <summary>The value as part of a longer text: numbers and booleans as in JSON, lists joined by commas, an absent value as the empty string.</summary>
    public abstract string AsText();

    /// <summary>No value; a field that consists of a reference to it is omitted.</summary>
    public sealed record Absent : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => "";
    }

    /// <summary>A string.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => Value;
    }

    /// <summary>An integer.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Integer(long Value) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A boolean.</summary>
    /// <param name="Value">The boolean.</param>
    public sealed record Boolean(bool Value) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => Value ? "true" : "false";
    }

    /// <summary>A list of values.</summary>
    /// <param name="Items">The values; none of them is itself a list or absent.</param>
    public sealed record List(ImmutableArray<TemplateValue> Items) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => string.Join(',', Items.Select(item => item.AsText()));

        /// <summary>Lists are equal when their items are.</summary>
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in Items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
