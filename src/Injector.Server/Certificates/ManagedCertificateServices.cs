using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Objects;
using Injector.Server.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server.Certificates;

/// <summary>The services of the certificate mode <c>self</c>.</summary>
internal static class ManagedCertificateServices
{
    /// <summary>How long the Lease holder may be silent before another replica takes over: three passes.</summary>
    private static readonly TimeSpan LeaseDuration = ManagedCertificateRenewal.Interval * 3;

    /// <exception cref="StartupException">There is no cluster to keep certificates in.</exception>
    internal static IServiceCollection AddManagedCertificates(this IServiceCollection services, ServerOptions options, ClusterConnection? cluster)
    {
        var connection = cluster ?? throw new StartupException(
            "certificates: 'self' keeps its certificates in a cluster, and there is none: this is no pod or namespacesFile takes the cluster's place; name a kubeconfig, or leave certificates out for a throw-away one");
        services.AddSingleton<ManagedCertificateMetrics>();
        services.AddSingleton<SelfSignedReports>();
        services.AddSingleton(provider => Shared(connection, options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ManagedCertificateRenewal>();
        services.AddHostedService(static provider => provider.GetRequiredService<ManagedCertificateRenewal>());
        return services;
    }

    private static SharedCertificates Shared(ClusterConnection connection, ServerOptions options, TimeProvider time)
    {
        if (!ManagedCertificateSettings.TryParseSecret(options.CertificateSecret, out var secret))
        {
            throw new ArgumentException($"'{options.CertificateSecret}' is not a Secret.", nameof(options));
        }

        // With the pod's name alone, a restarted container could take the Lease of its predecessor that has not fully stopped.
        var identity = $"{Environment.MachineName}_{Guid.NewGuid():N}";
        var server = new ApiClient(connection, BuildVersion.Number, time);
        return new SharedCertificates(
            server,
            new SecretStore(server, secret),
            new LeaseLock(server, secret, identity, LeaseDuration, time),
            new CaBundlePublisher([.. ManagedCertificateSettings.Configurations(options).Select(name => new CaBundleUpdater(server, name))], time),
            new CertificatePlan(ManagedCertificateSettings.Names(options.CertificateNames), CertificateLifetimes.Default, time),
            time);
    }
}
