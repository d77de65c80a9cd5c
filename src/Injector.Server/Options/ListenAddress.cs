using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Injector.Server.Options;

/// <summary>Parses a listen address: <c>127.0.0.1:8443</c>, <c>[::1]:8443</c>, <c>localhost:8443</c> or <c>:8443</c> for every address.</summary>
internal static class ListenAddress
{
    internal static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        endpoint = null;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        var address = Address(text[..colon]);
        if (address is not null)
        {
            endpoint = new IPEndPoint(address, port);
        }

        return endpoint is not null;
    }

    private static IPAddress? Address(string host) => host switch
    {
        "" or "*" => IPAddress.IPv6Any,
        "localhost" => IPAddress.Loopback,
        ['[', .. var inner, ']'] => IPAddress.TryParse(inner, out var address) ? address : null,
        _ => !host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out var address) ? address : null,
    };
}
