using System.Globalization;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>How HAProxy is told to listen on every address of the pod.</summary>
internal static class OpenAddress
{
    /// <summary>The first word of <c>bind</c>.</summary>
    public static string Of(int port, EngineSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{(settings.Addresses is AddressFamilies.IPv4 ? "*" : "::")}:{port}");

    /// <summary>What else <c>bind</c> needs, a space ahead; where nothing is said, the node decides.</summary>
    public static string Words(EngineSettings settings) => settings.Addresses switch
    {
        AddressFamilies.IPv6 => " v6only",
        AddressFamilies.Dual => " v4v6",
        _ => "",
    };
}
