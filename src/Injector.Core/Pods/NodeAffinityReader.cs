using System.Text.Json;
using Injector.Core.Json;

namespace Injector.Core.Pods;

/// <summary>
/// Reads from the required node affinity which operating system it leaves. Terms are alternatives and the requirements of a term hold together
/// (NodeSelector, k8s.io/api/core/v1); every kubelet labels its node with one system. What is preferred decides nothing.
/// </summary>
internal static class NodeAffinityReader
{
    private const string WindowsBuild = "node.kubernetes.io/windows-build";

    /// <summary>Whether every term that any node can meet is for Windows nodes alone.</summary>
    /// <param name="affinity"><c>spec.affinity</c>; empty when there is none.</param>
    public static bool RequiresWindows(ReadOnlyMemory<byte> affinity)
    {
        if (affinity.IsEmpty)
        {
            return false;
        }

        using var document = ReceivedJson.Open(affinity);
        var terms = Member(Member(Member(document.RootElement, "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution"), "nodeSelectorTerms");
        var isWindows = false;
        foreach (var term in Items(terms))
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

    /// <summary>What a term leaves. One that says nothing of the system leaves both, unless it is empty: that selects no node.</summary>
    private static (bool Linux, bool Windows) Systems(JsonElement term)
    {
        var (linux, windows) = (true, true);
        var requirements = 0;
        foreach (var requirement in Items(Member(term, "matchExpressions")))
        {
            requirements++;
            var (key, how) = (Text(Member(requirement, "key")), Text(Member(requirement, "operator")));
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

        var isEmpty = requirements == 0 && !Items(Member(term, "matchFields")).Any();
        return isEmpty ? (false, false) : (linux, windows);
    }

    private static bool Names(JsonElement requirement, string system) => Items(Member(requirement, "values")).Any(value => Text(value) == system);

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
