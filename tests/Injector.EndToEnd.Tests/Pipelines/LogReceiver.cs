using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Injector.EndToEnd.Tests.Ambassador;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>The far end of a log pipeline, for every protocol that HTTP carries: keeps what it is sent and answers as such a server does.</summary>
internal sealed class LogReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private readonly WebApplication _app;
    private int _refused;

    private LogReceiver(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Requests that were taken.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Whether it answers 503 and keeps nothing.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many requests came while it was away.</summary>
    public int Refused => _refused;

    /// <param name="certificates">Where its certificate is; without, it speaks plain HTTP.</param>
    /// <param name="secret">Which of them.</param>
    /// <param name="port">0 for any.</param>
    public static async Task<LogReceiver> StartAsync(TestCertificates? certificates = null, string secret = "server", int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port, endpoint =>
        {
            if (certificates is not null)
            {
                endpoint.UseHttps(X509Certificate2.CreateFromPem(certificates.Content(secret, "tls.crt"), certificates.Content(secret, "tls.key")));
            }
        }));
        var receiver = new LogReceiver(builder.Build());
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (IsAway)
        {
            Interlocked.Increment(ref _refused);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        _requests.Enqueue(new ReceivedRequest(context.Request.Path + context.Request.QueryString, context.Request.Headers.Authorization, body.ToArray()));
        await context.Response.WriteAsync("""{"took":1,"errors":false,"items":[]}""");
    }
}
