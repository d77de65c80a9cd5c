using System.Globalization;
using System.Text.Json;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Numbers;

namespace Injector.Profiles.Rules;

/// <summary>Rules for requests and limits.</summary>
internal static class ResourceRules
{
    /// <summary>Checks the rendered resources of a container.</summary>
    internal static void Check(TemplateNode.Object? resources, RuleContext context)
    {
        var limits = resources?.Object("limits");
        foreach (var (name, node) in (resources?.Object("requests")?.Members ?? []).Concat(limits?.Members ?? []))
        {
            if (Amount(node) < 0)
            {
                context.Wrong(node, $"'{name}' must not be negative");
            }

            if (ByteAmount.Counts(name))
            {
                CheckBytes(node, context);
            }
        }

        foreach (var (name, node) in resources?.Object("requests")?.Members ?? [])
        {
            if (limits?.Find(name) is { } limit && Amount(node) is { } requested && Amount(limit) is { } most)
            {
                CheckPair(name, node, requested, most, context);
            }
        }
    }

    /// <summary>Checks a rendered amount of bytes.</summary>
    internal static void CheckBytes(TemplateNode node, RuleContext context)
    {
        var text = node is TemplateNode.Literal { Value: { ValueKind: JsonValueKind.Number } number } ? number.GetRawText() : node.AsText();
        if (text is not null && ByteAmount.Check(text) is { } wrong)
        {
            context.Wrong(node, $"'{text}' {wrong}");
        }
    }

    /// <summary>The amount of a rendered quantity; <see langword="null"/> when it is invalid, which the schema check reports.</summary>
    internal static decimal? Amount(TemplateNode? node) => node switch
    {
        TemplateNode.Literal { Value: { ValueKind: JsonValueKind.Number } number } =>
            decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null,
        _ => node?.AsText() is { } text && QuantityText.TryParse(text, out var amount) ? amount : null,
    };

    private static void CheckPair(string name, TemplateNode node, decimal requested, decimal most, RuleContext context)
    {
        if (requested > most)
        {
            context.Wrong(node, $"requests more {name} than the limit allows");
        }
        else if (requested != most && (name.StartsWith("hugepages-", StringComparison.Ordinal) || name.Contains('/')))
        {
            context.Wrong(node, $"the request of {name} must equal its limit");
        }
    }
}
