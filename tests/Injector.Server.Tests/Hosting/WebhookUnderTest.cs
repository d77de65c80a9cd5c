using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server.Tests.Hosting;

/// <summary>A webhook on ports of the system's choice, and clients that trust it.</summary>
internal sealed class WebhookUnderTest : IAsyncDisposable
{
    private readonly MemoryStream _log;

    private readonly string _authorityPem;

    private WebhookUnderTest(RunningWebhook running, MemoryStream log, string authorityPem)
    {
        Running = running;
        _log = log;
        _authorityPem = authorityPem;
        Client = NewClient(HttpVersion.Version11);
        Admin = new HttpClient { BaseAddress = running.AdminAddress };
    }

    internal static ServerOptions Options { get; } = new() { Listen = "127.0.0.1:0", AdminListen = "127.0.0.1:0", ShowProfiles = true };

    internal RunningWebhook Running { get; }

    internal HttpClient Client { get; }

    internal HttpClient Admin { get; }

    internal static async Task<WebhookUnderTest> StartAsync(
        ServerOptions? options = null, WebhookOverrides? overrides = null, string? authorityPem = null)
    {
        var log = new MemoryStream();
        // The machine that runs the tests may itself be a pod.
        var all = (overrides ?? new WebhookOverrides { Variable = static _ => null }) with { OpenLog = () => log };
        var running = await WebhookHost.StartAsync(options ?? Options, all, CancellationToken.None);
        return new WebhookUnderTest(running, log, authorityPem ?? running.AuthorityPem!);
    }

    internal T Part<T>()
        where T : notnull => Running.Services.GetRequiredService<T>();

    /// <summary>The serial number of the certificate that a new connection gets.</summary>
    internal async Task<string> ServedSerialNumberAsync()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Running.Address.Port);
        await using var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, remote, _, _) => remote is not null);
        await tls.AuthenticateAsClientAsync("localhost");
        return new X509Certificate2(tls.RemoteCertificate!).SerialNumber;
    }

    internal HttpClient NewClient(
        Version version, string? authorityPem = null, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = connect };
        handler.SslOptions.CertificateChainPolicy = Trusting(authorityPem ?? _authorityPem);
        return new HttpClient(handler)
        {
            BaseAddress = Running.Address,
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    internal Task<HttpResponseMessage> ReviewAsync(byte[] body, HttpClient? client = null) =>
        (client ?? Client).PostAsync("/mutate", Json(body));

    internal static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    internal Task<string> MetricsAsync() => Admin.GetStringAsync("/metrics");

    /// <summary>Waits until the metrics have a line, half a minute at most.</summary>
    internal async Task MetricAsync(string line)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!(await MetricsAsync()).Split('\n').Contains(line))
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException($"No '{line}' in the metrics:\n{await MetricsAsync()}");
            }

            await Task.Yield();
        }
    }

    /// <summary>The log, whole: stops the webhook first.</summary>
    internal async Task<string> StopAndReadLogAsync()
    {
        await Running.StopAsync(CancellationToken.None);
        await Running.DisposeAsync();
        return System.Text.Encoding.UTF8.GetString(_log.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Admin.Dispose();
        await Running.DisposeAsync();
    }

    private static X509ChainPolicy Trusting(string authorityPem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authorityPem);
        return policy;
    }
}
