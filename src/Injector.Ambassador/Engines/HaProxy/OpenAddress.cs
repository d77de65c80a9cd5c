using System.Globalization;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Makes HAProxy listen on every address of the pod.</summary>
internal static class OpenAddress
{
    /// <summary>
    /// Writes a <c>bind</c> for each address family. With one socket for both, HAProxy would report clients as <c>::ffff:10.1.2.3</c>, to the application too.
    /// </summary>
    /// <param name="text">The configuration.</param>
    /// <param name="port">The port.</param>
    /// <param name="settings">Determines the address families.</param>
    /// <param name="words">Additional words for each line, with a leading space.</param>
    public static void Write(ConfigurationText text, int port, EngineSettings settings, string words = "")
    {
        foreach (var address in Addresses(port, settings.Addresses))
        {
            text.Line($"bind {address}{words}");
        }
    }

    private static IEnumerable<string> Addresses(int port, AddressFamilies families)
    {
        if (families is not AddressFamilies.IPv6)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"*:{port}");
        }

        // By default the node decides whether such a socket also accepts IPv4.
        if (families is not AddressFamilies.IPv4)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $":::{port} v6only");
        }
    }
}
