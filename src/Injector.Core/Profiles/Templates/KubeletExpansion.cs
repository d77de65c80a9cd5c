using System.Text;

namespace Injector.Core.Profiles.Templates;

/// <summary>
/// Writes values into fields in which the kubelet replaces <c>$(NAME)</c>, so that a value means what it says there, too. As the kubelet reads it (Kubernetes
/// third_party/forked/golang/expansion), two dollars are one that begins nothing.
/// </summary>
internal static class KubeletExpansion
{
    /// <summary>The value as it is to be written.</summary>
    /// <param name="value">The value of a variable.</param>
    public static TemplateValue Written(TemplateValue value) => value switch
    {
        TemplateValue.Text text when text.Value.Contains('$', StringComparison.Ordinal) => new TemplateValue.Text(Escaped(text.Value)),
        TemplateValue.List list when list.AsText().Contains('$', StringComparison.Ordinal) => new TemplateValue.List([.. list.Items.Select(Written)]),
        _ => value,
    };

    /// <summary>Doubles the dollars that would begin something: before a dollar, before a bracket, and at the end, where the profile's own text may go on.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 4);
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
