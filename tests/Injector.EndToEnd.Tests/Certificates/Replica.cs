using System.Text;
using Injector.Server;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Testing;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>One server with a clock of its own.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly HttpClient _admin;
    private readonly MemoryStream _log;

    private Replica(RunningWebhook running, ManualTimeProvider clock, MemoryStream log)
    {
        (Running, Clock, _log) = (running, clock, log);
        _admin = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = running.AdminAddress };
    }

    internal RunningWebhook Running { get; }

    internal ManualTimeProvider Clock { get; }

    /// <summary>All log lines, once it has been disposed.</summary>
    internal string Log => Encoding.UTF8.GetString(_log.ToArray());

    internal static async Task<Replica> StartAsync(ServerOptions options, DateTimeOffset now)
    {
        var clock = new ManualTimeProvider(now);
        var log = new MemoryStream();
        var overrides = new WebhookOverrides { Time = clock, RequestTime = TimeProvider.System, OpenLog = () => log };
        return new Replica(await WebhookHost.StartAsync(options with { LogLevel = LogLevel.Information }, overrides, CancellationToken.None), clock, log);
    }

    internal async Task<bool> IsReadyAsync() => await AdminAsync("/readyz") == "ok";

    internal async Task<string> AdminAsync(string path)
    {
        using var answer = await _admin.GetAsync(new Uri(path, UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).TrimEnd();
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await Running.StopAsync(CancellationToken.None);
        await Running.DisposeAsync();
        await _log.DisposeAsync();
    }
}
