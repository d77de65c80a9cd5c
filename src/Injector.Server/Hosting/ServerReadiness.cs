using Injector.Server.Certificates;
using Injector.Server.Cluster;
using Injector.Server.Cluster.Registration;
using Injector.Server.Observability;
using Injector.Server.Profiles;
using Injector.Server.Profiles.Objects;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server.Hosting;

/// <summary>Combines the readiness checks of all parts of the server that are in use.</summary>
internal static class ServerReadiness
{
    internal static Readiness Of(IServiceProvider services)
    {
        var profiles = services.GetRequiredService<ProfileReadiness>();
        var certificate = services.GetRequiredService<CertificateReadiness>();
        var cluster = services.GetService<ClusterFeed>();
        var objects = services.GetService<ProfileObjectFeed>();
        var background = services.GetRequiredService<BackgroundReadiness>();
        var warmUp = services.GetRequiredService<WarmUp>();
        var drain = services.GetRequiredService<DrainState>();
        var registration = services.GetService<RegistrationStatus>();
        return new Readiness(
            () =>
            [
                profiles.Check(), certificate.Check(), .. cluster?.Checks() ?? [], .. objects is null ? [] : new[] { objects.Check() },
                background.Check(), warmUp.Check(), drain.Check(),
            ],
            registration is null ? null : registration.Check);
    }
}
