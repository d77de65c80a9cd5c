namespace Injector.Core.Profiles.Templates;

/// <summary>
/// The variables below a <c>$each</c>: <c>each.item</c> is the item, <c>each.index</c> its index from 0. For an item of the form <c>name=value</c>,
/// <c>each.key</c> is the part before the first <c>=</c> and <c>each.value</c> the part after it; without a <c>=</c> both are the item.
/// </summary>
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
        return (reference.Root, reference.Name) switch
        {
            ("each", "index") => new TemplateValue.Integer(_index),
            ("each", "key") => Part(behind: false),
            ("each", "value") => Part(behind: true),
            ("each", _) => _item,
            _ => _outer.Resolve(reference),
        };
    }

    /// <inheritdoc/>
    public TemplateValue Written(TemplateValue value) => _outer.Written(value);

    /// <inheritdoc/>
    public IVariableScope Below(string member) =>
        _outer.Below(member) is var below && ReferenceEquals(below, _outer) ? this : new EachScope(below, _item, _index);

    private TemplateValue Part(bool behind)
    {
        var text = _item.AsText();
        var mark = text.IndexOf('=', StringComparison.Ordinal);
        return mark < 0 ? _item : new TemplateValue.Text(behind ? text[(mark + 1)..] : text[..mark]);
    }
}
