using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>
/// Reads which operating systems the required node affinity permits. Terms are alternatives, and all requirements of a term must hold (NodeSelector,
/// k8s.io/api/core/v1); every kubelet labels its node with one system. Preferences decide nothing.
/// </summary>
internal static class NodeAffinityReader
{
    private const string WindowsBuild = "node.kubernetes.io/windows-build";

    /// <summary>Whether every term that any node can satisfy is for Windows nodes only.</summary>
    /// <param name="affinity"><c>spec.affinity</c>; empty when there is none.</param>
    public static bool RequiresWindows(ReadOnlyMemory<byte> affinity)
    {
        if (affinity.IsEmpty)
        {
            return false;
        }

        using var document = ReceivedJson.Open(affinity);
        var terms = document.RootElement.Member("nodeAffinity").Member("requiredDuringSchedulingIgnoredDuringExecution").Member("nodeSelectorTerms");
        var isWindows = false;
        foreach (var term in terms.Items())
        {
            var (linux, windows) = Systems(term);
            if (linux)
            {
                return false;
            }

            isWindows |= windows;
        }

        return isWindows;
    }

    /// <summary>The systems that a term permits. One that does not mention the system permits both, unless it is empty: that selects no node.</summary>
    private static (bool Linux, bool Windows) Systems(JsonElement term)
    {
        var (linux, windows) = (true, true);
        var requirements = 0;
        foreach (var requirement in term.Member("matchExpressions").Items())
        {
            requirements++;
            var (key, how) = (requirement.Member("key").AsText(), requirement.Member("operator").AsText());
            if ((key is "kubernetes.io/os" or "beta.kubernetes.io/os") && (how is "In" or "NotIn"))
            {
                linux &= Names(requirement, "linux") == (how == "In");
                windows &= Names(requirement, "windows") == (how == "In");
            }
            else if (key == WindowsBuild)
            {
                linux &= how is "NotIn" or "DoesNotExist";
                windows &= how != "DoesNotExist";
            }
        }

        var isEmpty = requirements == 0 && !term.Member("matchFields").Items().Any();
        return isEmpty ? (false, false) : (linux, windows);
    }

    private static bool Names(JsonElement requirement, string system) => requirement.Member("values").Items().Any(value => value.AsText() == system);
}
