using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>A condition of <c>$when</c>, such as <c>params.output == loki &amp;&amp; !params.tls</c>.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Whether the condition holds.</summary>
    /// <param name="scope">Where variables are looked up.</param>
    public abstract bool Holds(IVariableScope scope);

    /// <summary>The variables that the condition reads.</summary>
    public abstract IEnumerable<VariableReference> References { get; }

    /// <summary><c>params.x</c>: the variable has a value that is neither <c>false</c>, nor empty text, nor an empty list.</summary>
    /// <param name="Reference">The variable.</param>
    public sealed record IsSet(VariableReference Reference) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(IVariableScope scope)
        {
            ArgumentNullException.ThrowIfNull(scope);
            return scope.Resolve(Reference) switch
            {
                TemplateValue.Absent => false,
                TemplateValue.Boolean boolean => boolean.Value,
                TemplateValue.List list => !list.Items.IsEmpty,
                TemplateValue.Text text => text.Value.Length > 0,
                _ => true,
            };
        }

        /// <inheritdoc/>
        public override IEnumerable<VariableReference> References => [Reference];
    }

    /// <summary><c>params.x == a</c> or <c>params.x in [a, b]</c>: the variable's text is one of the values. An absent variable equals nothing.</summary>
    /// <param name="Reference">The variable.</param>
    /// <param name="Values">The values.</param>
    public sealed record IsOneOf(VariableReference Reference, ImmutableArray<string> Values) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(IVariableScope scope)
        {
            ArgumentNullException.ThrowIfNull(scope);
            return scope.Resolve(Reference) is var value and not TemplateValue.Absent
                && Values.Contains(value.AsText(), StringComparer.Ordinal);
        }

        /// <inheritdoc/>
        public override IEnumerable<VariableReference> References => [Reference];
    }

    /// <summary><c>!x</c>, <c>x != a</c>, <c>x not in [..]</c>.</summary>
    /// <param name="Inner">The condition that must not hold.</param>
    public sealed record Not(Condition Inner) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(IVariableScope scope) => !Inner.Holds(scope);

        /// <inheritdoc/>
        public override IEnumerable<VariableReference> References => Inner.References;
    }

    /// <summary><c>a &amp;&amp; b</c>.</summary>
    /// <param name="Parts">The conditions that must all hold.</param>
    public sealed record All(ImmutableArray<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(IVariableScope scope) => Parts.All(part => part.Holds(scope));

        /// <inheritdoc/>
        public override IEnumerable<VariableReference> References => Parts.SelectMany(part => part.References);
    }

    /// <summary><c>a || b</c>.</summary>
    /// <param name="Parts">The conditions of which at least one must hold.</param>
    public sealed record Any(ImmutableArray<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(IVariableScope scope) => Parts.Any(part => part.Holds(scope));

        /// <inheritdoc/>
        public override IEnumerable<VariableReference> References => Parts.SelectMany(part => part.References);
    }
}
