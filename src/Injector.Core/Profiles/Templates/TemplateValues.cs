namespace Injector.Core.Profiles.Templates;

/// <summary>The values of numbered variables for one pod, each looked up on first use, and the answers of the conditions over them.</summary>
/// <param name="variables">The variables and conditions.</param>
/// <param name="scope">Where variables are looked up.</param>
internal sealed class TemplateValues(TemplateVariables variables, IVariableScope scope)
{
    private readonly TemplateValue?[] _values = new TemplateValue?[variables.References.Count];
    private readonly bool?[] _answers = new bool?[variables.ConditionCount];
    private TemplateValue? _item;
    private int _index;

    /// <summary>The value of a variable; <see cref="TemplateValue.None"/> when it has none.</summary>
    /// <param name="variable">Number of the variable.</param>
    public TemplateValue Resolve(int variable) => variable >= 0
        ? _values[variable] ??= scope.Resolve(variables.References[variable])
        : _item is { } item ? EachValue.Of(item, _index, variable) : scope.Resolve(EachValue.Reference(variable));

    /// <summary>Whether a condition holds; no condition does.</summary>
    /// <param name="condition">The condition; <see langword="null"/> for none.</param>
    public bool Holds(CompiledCondition? condition)
    {
        if (condition is null)
        {
            return true;
        }

        return condition.Number < 0 ? condition.Evaluate(this) : _answers[condition.Number] ??= condition.Evaluate(this);
    }

    /// <summary>Goes on to an item of a <c>$each</c>.</summary>
    /// <returns>The item that was the present one until now, for <see cref="Leave"/>.</returns>
    public (TemplateValue? Item, int Index) Enter(TemplateValue item, int index)
    {
        var outer = (_item, _index);
        (_item, _index) = (item, index);
        return outer;
    }

    /// <summary>Goes back to the item that was the present one before.</summary>
    public void Leave((TemplateValue? Item, int Index) outer) => (_item, _index) = outer;
}
