using Injector.Profiles.Resource;
using Injector.Server.Admission;
using Injector.Server.Admission.Requests;
using Injector.Server.Admission.Validation;
using Injector.Server.Certificates;
using Injector.Server.Cluster;
using Injector.Server.Cluster.Registration;
using Injector.Server.Hosting.Admin;
using Injector.Server.Observability;
using Injector.Server.Observability.Logging;
using Injector.Server.Observability.Metrics;
using Injector.Server.Options;
using Injector.Server.Profiles;
using Injector.Server.Profiles.Objects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Hosting;

/// <summary>Registers the services of the server.</summary>
internal static class InjectorWebhookServices
{
    internal static IServiceCollection AddInjectorWebhook(this IServiceCollection services, ServerOptions options, ClusterAccess? cluster, WebhookOverrides overrides)
    {
        services.AddSingleton<IHostLifetime, SilentLifetime>();
        services.AddSingleton(options);
        services.AddSingleton(overrides.Time);
        services.AddSingleton(overrides.Answer);
        services.AddBackgroundLoops();
        services.AddSingleton<ProfileErrors>();
        services.AddSingleton<DefaultProfiles>();
        services.AddSingleton<ProfileReadiness>();
        services.AddSingleton<CertificateReadiness>();
        services.AddSingleton<CurrentProfiles>();
        services.AddSingleton(new ProfileResourceReader(options.OwnNamespace, options.ToProfileRestrictions()));
        services.AddSingleton<MetricsRegistry>();
        services.AddSingleton<ReviewExemplars>();
        services.AddSingleton(new ReviewPlaces(options.MaxReviewsInWork, overrides.RequestTime));
        services.AddSingleton(new BodyMemory(overrides.MaxBodyBytes, overrides.RequestTime));
        services.AddSingleton(new RequestClock(overrides.RequestTime));
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<ReloadMetrics>();
        services.AddSingleton<ServingMetrics>();
        services.AddSingleton<SelfReview>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<MutateEndpoint>();
        services.AddSingleton<ProfileValidation>();
        services.AddSingleton<ProfileReviewMetrics>();
        services.AddSingleton<ValidateReview>();
        services.AddSingleton<ConnectionAge>();
        services.AddSingleton(static provider => new DrainState(provider.GetRequiredService<ConnectionAge>()));
        services.AddSingleton(ServerReadiness.Of);
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<ProfilesPage>();
        services.AddSingleton<AdminEndpoints>();
        services.AddSingleton<RequestPipeline>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<ProfileFeed>();
        services.AddHostedService(static provider => provider.GetRequiredService<ProfileFeed>());
        if (cluster is not null)
        {
            services.AddSingleton(cluster);
            services.AddSingleton<WatchMetrics>();
            services.AddSingleton<WatchReports>();
            services.AddSingleton<ClusterFeed>();
            services.AddHostedService(static provider => provider.GetRequiredService<ClusterFeed>());
            services.AddSingleton<ProfileObjectMetrics>();
            services.AddSingleton<ProfileObjectFeed>();
            services.AddHostedService(static provider => provider.GetRequiredService<ProfileObjectFeed>());
            if (!options.WebhookConfigurations.IsEmpty)
            {
                services.AddSingleton<RegistrationMetrics>();
                services.AddSingleton<RegistrationStatus>();
                services.AddSingleton<RegistrationFeed>();
                services.AddHostedService(static provider => provider.GetRequiredService<RegistrationFeed>());
            }
        }

        if (TlsFiles.From(options).Any)
        {
            services.AddSingleton<CertificateReload>();
            services.AddHostedService(static provider => provider.GetRequiredService<CertificateReload>());
        }

        if (options.Certificates == CertificateMode.Self)
        {
            services.AddManagedCertificates(options, cluster?.Connection);
        }

        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);
        return services;
    }

    internal static ILoggingBuilder AddLines(this ILoggingBuilder logging, ServerOptions options, WebhookOverrides overrides)
    {
        logging.SetMinimumLevel(options.LogLevel);

        // The framework's log lines for every request and for startup add nothing to ours.
        logging.AddFilter("Microsoft", options.LogLevel < LogLevel.Information ? options.LogLevel : LogLevel.Warning);

        // Created by the container so that the container disposes it: the last lines are written before the process ends.
        logging.Services.AddSingleton(_ => new LogOutput(overrides.OpenLog(), overrides.Time));
        logging.Services.AddSingleton<ILoggerProvider>(
            provider => new LineLoggerProvider(provider.GetRequiredService<LogOutput>(), options.LogFormat, overrides.Time));
        return logging;
    }
}

/// <summary>Keeps the host from handling signals itself: it would swallow one that arrives before the server can drain.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
