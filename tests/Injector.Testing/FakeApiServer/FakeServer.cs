using System.Net;
using System.Threading.Channels;
using Injector.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Testing.FakeApiServer;

/// <summary>An HTTPS server whose part the test plays: each request is handed to the test, which says what becomes of it.</summary>
public sealed class FakeServer : IAsyncDisposable
{
    /// <summary>Longest wait for anything; a test that gets there fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Channel<FakeRequest> _requests = Channel.CreateUnbounded<FakeRequest>();
    private readonly EphemeralCertificate _certificate;
    private readonly WebApplication _app;

    private FakeServer(string hostName)
    {
        _certificate = EphemeralCertificate.Create(hostName, TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            0,
            endpoint => endpoint.UseHttps(_certificate.Pair.Leaf, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            })));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The authority that a client has to trust.</summary>
    public string AuthorityPem => _certificate.AuthorityPem;

    /// <summary>Starts a server.</summary>
    /// <param name="hostName">A name in its certificate beside those of this machine.</param>
    public static async Task<FakeServer> StartAsync(string hostName = "fake.example.test")
    {
        var server = new FakeServer(hostName);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Address = new Uri(addresses.Single());
        return server;
    }

    /// <summary>The next request that nobody has taken yet.</summary>
    public async Task<FakeRequest> NextAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await _requests.Reader.ReadAsync(limit.Token);
    }

    /// <summary>The next request that nobody has taken yet, however long that takes.</summary>
    public ValueTask<FakeRequest> NextAsync(CancellationToken cancellationToken) => _requests.Reader.ReadAsync(cancellationToken);

    /// <summary>Whether a request waits that nobody has taken.</summary>
    public bool HasMore => _requests.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new FakeRequest(context, await reader.ReadToEndAsync(context.RequestAborted));
        await _requests.Writer.WriteAsync(request);
        try
        {
            await request.PlayAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client has gone; that may be what the test is about.
        }
    }
}
