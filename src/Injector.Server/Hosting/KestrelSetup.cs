using System.Net;
using Injector.Server.Certificates;
using Injector.Server.Options;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Injector.Server.Hosting;

/// <summary>The two endpoints and their limits.</summary>
internal static class KestrelSetup
{
    internal static void Configure(KestrelServerOptions kestrel, ServerOptions options, ServingCertificate certificate, ConnectionAge age)
    {
        kestrel.AddServerHeader = false;
        SetLimits(kestrel.Limits);
        Listen(kestrel, options.Listen, listen =>
        {
            // API servers use HTTP/1.1 for webhooks (kubernetes issue 75791); HTTP/2 is for all other clients.
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(age.Note);
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(certificate.Options),
                HandshakeTimeout = TimeSpan.FromSeconds(10),
            });
        });
        Listen(kestrel, options.AdminListen, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static void SetLimits(KestrelServerLimits limits)
    {
        // The server's own limit is lower and gives an explanation. This one bounds how much is drained after such a response, so that a client that is still
        // sending receives the response instead of a connection reset.
        limits.MaxRequestBodySize = 64 * 1024 * 1024;

        // An API server sends its request headers in one packet; 15 s allows for slow links and is well below the 30 s after which API servers always give up.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);

        // A body slower than this cannot arrive while an API server waits, which is at most 30 s: 7 MiB would take two minutes. A small body arrives within the
        // grace period or too late.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 64 * 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // The same for responses: a client that does not read its response keeps it in memory.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 64 * 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // Unread data of a body that waits for memory stays with the client: by default each connection would buffer 1 MiB here.
        limits.MaxRequestBufferSize = 128 * 1024;
        limits.Http2.InitialConnectionWindowSize = 128 * 1024;
        limits.Http2.InitialStreamWindowSize = 96 * 1024;

        // KeepAliveTimeout keeps its default of 130 s: API servers keep idle connections for 90 s, and closing first would race with their next request.
    }

    private static void Listen(KestrelServerOptions kestrel, string address, Action<ListenOptions> configure)
    {
        if (!ListenAddress.TryParse(address, out var endpoint))
        {
            throw new StartupException($"'{address}' is not an address to listen on.");
        }

        if (endpoint.Address.Equals(IPAddress.IPv6Any))
        {
            kestrel.ListenAnyIP(endpoint.Port, configure);
        }
        else
        {
            kestrel.Listen(endpoint, configure);
        }
    }
}
