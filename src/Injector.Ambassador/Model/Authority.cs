using System.Globalization;

namespace Injector.Ambassador.Model;

/// <summary>The value of a Host header for a server (RFC 9110 section 7.2).</summary>
internal static class Authority
{
    private const int Http = 80;
    private const int Https = 443;

    /// <summary>The host, with the port unless it is the scheme's own.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port; <see langword="null"/> when there is no single port.</param>
    /// <param name="isTls">Whether TLS is used.</param>
    public static string Of(string host, int? port, bool isTls) =>
        port is null || port == (isTls ? Https : Http) ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
}
