using System.Globalization;
using Injector.Core.Snapshots;

namespace Injector.Server.Options;

/// <summary>Reads the version of a cluster: <c>1.33</c>, <c>v1.33.4</c> or nothing.</summary>
internal static class ClusterVersion
{
    internal static bool TryParse(string text, out ClusterCapabilities capabilities)
    {
        capabilities = ClusterCapabilities.Current;
        if (text.Length == 0)
        {
            return true;
        }

        var parts = (text[0] == 'v' ? text[1..] : text).Split('.');
        if (parts.Length is not (2 or 3) || !parts.All(IsNumber))
        {
            return false;
        }

        capabilities = new ClusterCapabilities(new Version(Number(parts[0]), Number(parts[1])));
        return true;
    }

    private static bool IsNumber(string part) => part.Length is > 0 and < 5 && part.All(char.IsAsciiDigit);

    private static int Number(string part) => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
}
