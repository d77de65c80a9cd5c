using System.Text.RegularExpressions;

namespace Injector.EndToEnd.Tests.Manifests;

/// <summary>Manifests for a current server, as an older one can take them.</summary>
internal static partial class ForServer
{
    internal static string Adapt(Version server, string text)
    {
        // Disruption budgets came to policy/v1 with 1.21; the fields used here are the same before.
        var adapted = server < new Version(1, 21) ? text.Replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", StringComparison.Ordinal) : text;

        // Conditions of webhooks came with 1.28.
        return server < new Version(1, 28) ? MatchConditions().Replace(adapted, "") : adapted;
    }

    [GeneratedRegex(@"^( *)matchConditions:\n(?:\1[ -].*\n)+", RegexOptions.Multiline)]
    private static partial Regex MatchConditions();
}
