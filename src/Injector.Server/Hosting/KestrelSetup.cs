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
            // The API server speaks HTTP/1.1 to webhooks (kubernetes issue 75791); HTTP/2 is for everybody else.
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
        // Our own limit is lower and answers in words. This one bounds what is read away after such an answer, so that the client, still
        // sending, gets to see it instead of a reset connection.
        limits.MaxRequestBodySize = 64 * 1024 * 1024;

        // An API server sends its head in one packet; 15 s is for slow links and well below the 30 s after which it gives up for good.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);

        // What comes slower than this cannot be whole while an API server waits, which is 30 s at most: 7 MiB would take two minutes. Everything small is
        // there within the grace period or not in time.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 64 * 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // The same on the way back: a client that does not read its answer keeps the answer in memory.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 64 * 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // What is not read yet, because the body waits for memory, stays with the client: by default each connection would hold 1 MiB of it here.
        limits.MaxRequestBufferSize = 128 * 1024;
        limits.Http2.InitialConnectionWindowSize = 128 * 1024;
        limits.Http2.InitialStreamWindowSize = 96 * 1024;

        // KeepAliveTimeout stays at 130 s: API servers keep idle connections for 90 s, and closing first races with their next request.
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
