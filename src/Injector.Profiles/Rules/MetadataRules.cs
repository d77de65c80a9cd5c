using Injector.Core.Profiles.Templates;
using Injector.Grammar.Names;

namespace Injector.Profiles.Rules;

/// <summary>Rules for the labels and annotations that a profile adds to a pod.</summary>
internal static class MetadataRules
{
    private const int MaxNameLength = 63;

    /// <summary>Checks rendered annotations or labels.</summary>
    /// <param name="entries">The object with the entries.</param>
    /// <param name="isLabels">Whether the stricter rule for label values applies.</param>
    /// <param name="context">Receives errors.</param>
    internal static void Check(TemplateNode? entries, bool isLabels, RuleContext context)
    {
        foreach (var (key, value) in (entries as TemplateNode.Object)?.Members ?? [])
        {
            if (!IsKey(key))
            {
                context.Wrong(value, $"'{key}' is not a key: a name of up to {MaxNameLength} letters, digits, '-', '_' and '.', with an optional DNS prefix and '/' in front");
            }

            if (isLabels && value.AsText() is { } text && !(text.Length == 0 || IsName(text)))
            {
                context.Wrong(value, $"'{text}' is not a label value: up to {MaxNameLength} letters, digits, '-', '_' and '.', with a letter or digit at both ends");
            }
        }
    }

    private static bool IsKey(string key)
    {
        var slash = key.LastIndexOf('/');
        return IsName(key[(slash + 1)..]) && (slash < 0 || DnsName.IsSubdomain(key.AsSpan(0, slash)));
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
