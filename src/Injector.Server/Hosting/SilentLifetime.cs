using Microsoft.Extensions.Hosting;

namespace Injector.Server.Hosting;

/// <summary>Keeps the host from hearing signals by itself: it would swallow one that comes before the server can drain.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
