using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>An application that speaks HTTP/2 by prior knowledge on loopback and answers <c>grpc.health.v1.Health/Check</c>.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private const string Path = "/grpc.health.v1.Health/Check";

    // One uncompressed message: field 1 (status) is 1, SERVING.
    private static readonly byte[] Serving = [0, 0, 0, 0, 2, 0x08, 0x01];
    private readonly WebApplication _app;

    private HealthServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    public static async Task<HealthServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return new HealthServer(app);
    }

    /// <summary>Makes the call as the kubelet does, in plain text, for every service.</summary>
    /// <returns>The status of HTTP, that of gRPC, and whether the application says that it serves.</returns>
    public static async Task<(HttpStatusCode Http, string? Grpc, bool IsServing)> CheckAsync(Uri address)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { { "content-type", "application/grpc" } } },
        };
        request.Headers.TE.ParseAdd("trailers");
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, answer.TrailingHeaders.TryGetValues("grpc-status", out var status) ? status.Single() : null, body.SequenceEqual(Serving));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        if (context.Request.Path == Path)
        {
            await context.Response.Body.WriteAsync(Serving);
            context.Response.AppendTrailer("grpc-status", "0");
        }
        else
        {
            context.Response.AppendTrailer("grpc-status", "12");
        }
    }
}
