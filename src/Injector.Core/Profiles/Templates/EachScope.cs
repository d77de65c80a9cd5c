namespace Injector.Core.Profiles.Templates;

/// <summary>Where the variables below a <c>$each</c> are looked up: those of the item by <see cref="EachValue"/>, all others outside.</summary>
public sealed class EachScope : IVariableScope
{
    private readonly IVariableScope _outer;
    private readonly TemplateValue _item;
    private readonly int _index;

    private EachScope(IVariableScope outer, TemplateValue item, int index) => (_outer, _item, _index) = (outer, item, index);

    /// <summary>A scope for each item of the list that a <c>$each</c> names; none when the list is absent.</summary>
    /// <param name="each">The template.</param>
    /// <param name="scope">Where all other variables are looked up.</param>
    public static IEnumerable<IVariableScope> For(TemplateNode.Each each, IVariableScope scope)
    {
        ArgumentNullException.ThrowIfNull(each);
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Resolve(each.Reference) is TemplateValue.List list
            ? list.Items.Select((item, index) => new EachScope(scope, item, index))
            : [];
    }

    /// <inheritdoc/>
    public TemplateValue Resolve(VariableReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Root == "each" ? EachValue.Of(_item, _index, TemplateVariables.EachNumber(reference.Name)) : _outer.Resolve(reference);
    }
}
