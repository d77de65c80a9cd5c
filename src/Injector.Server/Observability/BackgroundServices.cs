using Injector.Background;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Injector.Server.Observability;

/// <summary>The services that observe the server's loops.</summary>
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

        // A hosted service that ends with an exception must not stop the webhook: its last data stays in use. This should not happen, as each one is a
        // supervised loop; if it does, the host logs an error and the age of the loop's last success grows.
        return services.Configure<HostOptions>(static host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
    }
}
