using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Ambassador.Upstreams;

namespace Injector.Core.Ambassador;

/// <summary>The variables by which the application finds an upstream.</summary>
internal static class UpstreamVariables
{
    private const string Loopback = "127.0.0.1";

    /// <summary><c>ORDERS_HOST</c>, <c>ORDERS_PORT</c> and <c>ORDERS_URL</c>.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Upstream upstream, int port)
    {
        var name = upstream.Name.ToUpperInvariant().Replace('-', '_');
        return
        [
            new($"{name}_HOST", Loopback),
            new($"{name}_PORT", port.ToString(CultureInfo.InvariantCulture)),
            new($"{name}_URL", string.Create(CultureInfo.InvariantCulture, $"{upstream.Scheme.LocalScheme}://{Loopback}:{port}")),
        ];
    }
}
