using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>
/// The variables of a profile for fields in which the kubelet replaces <c>$(NAME)</c> by a variable of the container, escaped so that a value keeps its meaning
/// there. To the kubelet (Kubernetes third_party/forked/golang/expansion), two dollars are a literal one.
/// </summary>
internal sealed class ExpansionScope(IVariableScope values) : IVariableScope
{
    /// <inheritdoc/>
    public TemplateValue Resolve(VariableReference reference) => values.Resolve(reference);

    /// <inheritdoc/>
    public TemplateValue Written(TemplateValue value) => value switch
    {
        TemplateValue.Text text when text.Value.Contains('$', StringComparison.Ordinal) => new TemplateValue.Text(Escaped(text.Value)),
        TemplateValue.List list when list.AsText().Contains('$', StringComparison.Ordinal) => new TemplateValue.List([.. list.Items.Select(Written)]),
        _ => value,
    };

    /// <summary>
    /// Doubles the dollars that could start an expression: before a dollar or a bracket, and at the end, where the profile's own text may follow.
    /// </summary>
    private static string Escaped(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            escaped.Append(text[i]);
            if (text[i] == '$' && (i + 1 == text.Length || text[i + 1] is '$' or '(' || (i > 0 && text[i - 1] == '$')))
            {
                escaped.Append('$');
            }
        }

        return escaped.ToString();
    }
}
