using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>A <see cref="Condition"/> over numbered variables.</summary>
internal abstract class CompiledCondition
{
    /// <summary>Its number, under which the answer is kept; -1 where it differs between the items of a <c>$each</c>.</summary>
    public int Number { get; set; }

    /// <summary>Whether the condition holds.</summary>
    /// <param name="values">The values of the variables.</param>
    public abstract bool Evaluate(TemplateValues values);

    internal sealed class IsSet(int variable) : CompiledCondition
    {
        public override bool Evaluate(TemplateValues values) => values.Resolve(variable) switch
        {
            TemplateValue.Absent => false,
            TemplateValue.Boolean boolean => boolean.Value,
            TemplateValue.List list => !list.Items.IsEmpty,
            TemplateValue.Text text => text.Value.Length > 0,
            _ => true,
        };
    }

    internal sealed class IsOneOf(int variable, ImmutableArray<string> texts) : CompiledCondition
    {
        public override bool Evaluate(TemplateValues values)
        {
            var value = values.Resolve(variable);
            if (value is TemplateValue.Absent)
            {
                return false;
            }

            var text = value.AsText();
            foreach (var one in texts)
            {
                if (one == text)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal sealed class Not(CompiledCondition inner) : CompiledCondition
    {
        public override bool Evaluate(TemplateValues values) => !values.Holds(inner);
    }

    internal sealed class All(ImmutableArray<CompiledCondition> parts) : CompiledCondition
    {
        public override bool Evaluate(TemplateValues values)
        {
            foreach (var part in parts)
            {
                if (!values.Holds(part))
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal sealed class Any(ImmutableArray<CompiledCondition> parts) : CompiledCondition
    {
        public override bool Evaluate(TemplateValues values)
        {
            foreach (var part in parts)
            {
                if (values.Holds(part))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
