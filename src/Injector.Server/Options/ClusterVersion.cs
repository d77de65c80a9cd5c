using Injector.Core.Settings;
using Injector.Grammar.Versions;

namespace Injector.Server.Options;

/// <summary>Parses the version of a cluster: <c>1.33</c>, <c>v1.33.4</c> or an empty string.</summary>
internal static class ClusterVersion
{
    internal static bool TryParse(string text, out ClusterCapabilities capabilities)
    {
        capabilities = ClusterCapabilities.Current;
        if (text.Length == 0)
        {
            return true;
        }

        if (!KubernetesVersion.TryParseExact(text, out var version))
        {
            return false;
        }

        capabilities = new ClusterCapabilities(version);
        return true;
    }
}
