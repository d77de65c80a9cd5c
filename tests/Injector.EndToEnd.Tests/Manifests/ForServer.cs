using System.Text.RegularExpressions;

namespace Injector.EndToEnd.Tests.Manifests;

/// <summary>Manifests for a current server, as an older one can take them.</summary>
internal static partial class ForServer
{
    internal static string Adapt(Version server, string text)
    {
        // Disruption budgets came to policy/v1 with 1.21; the fields used here are the same before.
        var adapted = server < new Version(1, 21) ? text.Replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", StringComparison.Ordinal) : text;

        // Autoscalers came to autoscaling/v2 with 1.23, likewise.
        adapted = server < new Version(1, 23) ? adapted.Replace("apiVersion: autoscaling/v2\n", "apiVersion: autoscaling/v2beta2\n", StringComparison.Ordinal) : adapted;

        // Rules in definitions of resources came with 1.25.
        adapted = server < new Version(1, 25) ? Rules().Replace(adapted, "") : adapted;

        // Conditions of webhooks came with 1.28.
        return server < new Version(1, 28) ? MatchConditions().Replace(adapted, "") : adapted;
    }

    [GeneratedRegex(@"^( *)x-kubernetes-validations:\n(?:\1[ -].*\n)+", RegexOptions.Multiline)]
    private static partial Regex Rules();

    [GeneratedRegex(@"^( *)matchConditions:\n(?:\1[ -].*\n)+", RegexOptions.Multiline)]
    private static partial Regex MatchConditions();
}
