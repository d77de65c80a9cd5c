using Injector.Server;
using Injector.Server.Hosting;
using Injector.Testing;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>One server with a clock of its own.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly HttpClient _admin;

    private Replica(RunningWebhook running, ManualTimeProvider clock)
    {
        (Running, Clock) = (running, clock);
        _admin = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = running.AdminAddress };
    }

    internal RunningWebhook Running { get; }

    internal ManualTimeProvider Clock { get; }

    internal static async Task<Replica> StartAsync(ServerOptions options, DateTimeOffset now)
    {
        var clock = new ManualTimeProvider(now);
        return new Replica(await WebhookHost.StartAsync(options, new WebhookSeams { Time = clock }, CancellationToken.None), clock);
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
    }
}
