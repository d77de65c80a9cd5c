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

    /// <summary>The value inside a longer text: numbers and booleans as JSON spells them, lists joined by commas, absent as nothing.</summary>
    public abstract string AsText();

    /// <summary>No value: what refers to it alone is left out.</summary>
    public sealed record Absent : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => "";
    }

    /// <summary>A text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => Value;
    }

    /// <summary>A whole number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Integer(long Value) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A truth value.</summary>
    /// <param name="Value">The truth value.</param>
    public sealed record Boolean(bool Value) : TemplateValue
    {
        /// <inheritdoc/>
        public override string AsText() => Value ? "true" : "false";
    }

    /// <summary>Several values in order.</summary>
    /// <param name="Items">The values; none of them is a list or absent.</param>
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
