using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>Numbers the variables and conditions of templates when they are compiled, so that each is looked up or evaluated once for a pod.</summary>
internal sealed class TemplateVariables
{
    /// <summary>Number of <c>each.item</c>. What stands below a <c>$each</c> differs from item to item, so it has no place among the others.</summary>
    public const int Item = -1;

    /// <summary>Number of <c>each.index</c>.</summary>
    public const int Index = -2;

    /// <summary>Number of <c>each.key</c>.</summary>
    public const int Key = -3;

    /// <summary>Number of <c>each.value</c>.</summary>
    public const int Value = -4;

    private readonly Dictionary<VariableReference, int> _numbers = [];
    private readonly List<VariableReference> _references = [];
    private readonly Dictionary<Condition, CompiledCondition> _conditions = [];

    /// <summary>The variables by their numbers.</summary>
    public IReadOnlyList<VariableReference> References => _references;

    /// <summary>How many distinct conditions there are.</summary>
    public int ConditionCount => _conditions.Count;

    /// <summary>The number of a variable.</summary>
    /// <param name="reference">The variable.</param>
    public int NumberOf(VariableReference reference)
    {
        if (reference.Root == "each")
        {
            return EachNumber(reference.Name);
        }

        if (!_numbers.TryGetValue(reference, out var number))
        {
            number = _references.Count;
            _references.Add(reference);
            _numbers.Add(reference, number);
        }

        return number;
    }

    /// <summary>A condition over numbered variables; <see langword="null"/> for none.</summary>
    /// <param name="condition">The condition.</param>
    public CompiledCondition? Compile(Condition? condition)
    {
        if (condition is null)
        {
            return null;
        }

        if (!_conditions.TryGetValue(condition, out var compiled))
        {
            compiled = Make(condition);
            _conditions.Add(condition, compiled);
        }

        return compiled;
    }

    /// <summary>The number of a variable below a <c>$each</c>.</summary>
    /// <param name="name">Its name, such as <c>key</c>.</param>
    public static int EachNumber(string name) => name switch { "index" => Index, "key" => Key, "value" => Value, _ => Item };

    private CompiledCondition Make(Condition condition)
    {
        // Parts are numbered ahead of the whole.
        CompiledCondition compiled = condition switch
        {
            Condition.IsSet set => new CompiledCondition.IsSet(NumberOf(set.Reference)),
            Condition.IsOneOf one => new CompiledCondition.IsOneOf(NumberOf(one.Reference), one.Values),
            Condition.Not not => new CompiledCondition.Not(Compile(not.Inner)!),
            Condition.All all => new CompiledCondition.All(Compiled(all.Parts)),
            Condition.Any any => new CompiledCondition.Any(Compiled(any.Parts)),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Not a known kind of condition."),
        };
        compiled.Number = condition.References.Any(reference => reference.Root == "each") ? -1 : _conditions.Count;
        return compiled;
    }

    private ImmutableArray<CompiledCondition> Compiled(ImmutableArray<Condition> parts) => [.. parts.Select(part => Compile(part)!)];
}
