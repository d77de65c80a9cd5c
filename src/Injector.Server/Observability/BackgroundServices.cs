using Injector.Background;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Injector.Server.Observability;

/// <summary>The parts that watch over the server's loops.</summary>
internal static class BackgroundServices
{
    internal static IServiceCollection AddBackgroundLoops(this IServiceCollection services)
    {
        services.AddSingleton<BackgroundReports>();
        services.AddSingleton<BackgroundMetrics>();
        services.AddSingleton<BackgroundReadiness>();
        services.AddSingleton(static provider =>
        {
            var loops = new BackgroundLoops(provider.GetRequiredService<TimeProvider>(), Random.Shared, provider.GetRequiredService<BackgroundReports>());
            loops.Include(provider.GetRequiredService<LogOutput>().Health);
            return loops;
        });

        // A hosted service that ends by an exception must not take the webhook with it: what it knew stays in use. None should, as each is a
        // supervised loop; the host logs it as an error, and the loop's last success grows old.
        return services.Configure<HostOptions>(static host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
    }
}
