namespace Injector.Core.Profiles.Templates;

/// <summary>
/// The variables below a <c>$each</c>: <c>each.item</c> is the item, <c>each.index</c> its place from 0. Of an item that reads <c>name=value</c>,
/// <c>each.key</c> is the text before the first <c>=</c> and <c>each.value</c> the text behind it; without a <c>=</c> both are the item.
/// </summary>
internal static class EachValue
{
    /// <summary>The value of one of them.</summary>
    /// <param name="item">The item.</param>
    /// <param name="index">Its place.</param>
    /// <param name="variable">The variable, by its number in <see cref="TemplateVariables"/>.</param>
    public static TemplateValue Of(TemplateValue item, int index, int variable) => variable switch
    {
        TemplateVariables.Index => new TemplateValue.Integer(index),
        TemplateVariables.Key => Part(item, behind: false),
        TemplateVariables.Value => Part(item, behind: true),
        _ => item,
    };

    /// <summary>The variable of a number in <see cref="TemplateVariables"/>.</summary>
    public static VariableReference Reference(int variable) => new("each", variable switch
    {
        TemplateVariables.Index => "index",
        TemplateVariables.Key => "key",
        TemplateVariables.Value => "value",
        _ => "item",
    });

    private static TemplateValue Part(TemplateValue item, bool behind)
    {
        var text = item.AsText();
        var mark = text.IndexOf('=', StringComparison.Ordinal);
        return mark < 0 ? item : new TemplateValue.Text(behind ? text[(mark + 1)..] : text[..mark]);
    }
}
