using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Benchmarks.Load;

/// <summary>The floor: the same web server over TLS, which reads the body and answers two bytes.</summary>
internal sealed class EmptyEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmptyEndpoint(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<EmptyEndpoint> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var app = builder.Build();
        app.Run(async context =>
        {
            await DrainAsync(context.Request.BodyReader);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 2;
            await context.Response.BodyWriter.WriteAsync("{}"u8.ToArray());
        });
        await app.StartAsync();
        return new EmptyEndpoint(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task DrainAsync(PipeReader body)
    {
        var read = await body.ReadAsync();
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.End);
            read = await body.ReadAsync();
        }

        body.AdvanceTo(read.Buffer.End);
    }
}
