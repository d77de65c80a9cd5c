using System.Globalization;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>How HAProxy is told to listen on every address of the pod.</summary>
internal static class OpenAddress
{
    /// <summary>
    /// Writes a <c>bind</c> for each kind of address. One socket for both would have HAProxy call clients <c>::ffff:10.1.2.3</c>, and say so to the application.
    /// </summary>
    /// <param name="text">Where to.</param>
    /// <param name="port">The port.</param>
    /// <param name="settings">Tells the kinds.</param>
    /// <param name="words">What else stands behind each, a space ahead.</param>
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

        // Where nothing is said of it, the node decides whether such a socket takes IPv4 as well.
        if (families is not AddressFamilies.IPv4)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $":::{port} v6only");
        }
    }
}
