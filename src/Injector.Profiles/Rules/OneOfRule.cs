using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>The rule for Kubernetes' unions: exactly one of several fields is set.</summary>
internal static class OneOfRule
{
    /// <summary>Checks an object.</summary>
    /// <param name="source">The object.</param>
    /// <param name="alternatives">The mutually exclusive fields.</param>
    /// <param name="what">What the fields are, with an article.</param>
    /// <param name="context">Receives errors.</param>
    internal static void Check(TemplateNode.Object source, IEnumerable<string> alternatives, string what, RuleContext context)
    {
        string[] stated = [.. source.Members.Select(member => member.Name).Intersect(alternatives)];
        if (stated.Length == 0)
        {
            context.Wrong(source, $"states no {what[(what.IndexOf(' ') + 1)..]}; write one of {string.Join(", ", alternatives.Order(StringComparer.Ordinal))}");
        }
        else if (stated.Length > 1)
        {
            context.Wrong(source.Find(stated[1])!, $"'{stated[0]}' and '{stated[1]}' exclude each other; only {what} may be stated");
        }
    }
}
