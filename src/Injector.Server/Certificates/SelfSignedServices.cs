using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Objects;
using Injector.Server.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server.Certificates;

/// <summary>The parts of the mode <c>self</c>.</summary>
internal static class SelfSignedServices
{
    /// <summary>How long the writer may be silent before another takes its place: three of its looks.</summary>
    private static readonly TimeSpan LeaseDuration = SelfSignedRenewal.Interval * 3;

    /// <exception cref="StartupException">There is no cluster to keep certificates in.</exception>
    internal static IServiceCollection AddSelfSignedCertificates(this IServiceCollection services, ServerOptions options, ClusterConnection? cluster)
    {
        var connection = cluster ?? throw new StartupException(
            "certificates: 'self' keeps its certificates in a cluster, and there is none: this is no pod or namespacesFile takes the cluster's place; name a kubeconfig, or leave certificates out for a throw-away one");
        services.AddSingleton<SelfSignedMetrics>();
        services.AddSingleton<SelfSignedReports>();
        services.AddSingleton(provider => Shared(connection, options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SelfSignedRenewal>();
        services.AddHostedService(static provider => provider.GetRequiredService<SelfSignedRenewal>());
        return services;
    }

    private static SharedCertificates Shared(ClusterConnection connection, ServerOptions options, TimeProvider time)
    {
        if (!SelfSignedSettings.TryParseSecret(options.CertificateSecret, out var secret))
        {
            throw new ArgumentException($"'{options.CertificateSecret}' is not a Secret.", nameof(options));
        }

        // The pod's name alone would let a container that restarted take the Lease of one that has not quite ended.
        var identity = $"{Environment.MachineName}_{Guid.NewGuid():N}";
        var server = new ApiServer(connection, BuildVersion.Number, time);
        return new SharedCertificates(
            server,
            new SecretStore(server, secret),
            new LeaseClaim(server, secret, identity, LeaseDuration, time),
            new TrustSpread([.. SelfSignedSettings.Configurations(options).Select(name => new WebhookTrust(server, name))], time),
            new CertificatePlan(SelfSignedSettings.Names(options.CertificateNames), CertificateLifetimes.Default, time),
            time);
    }
}
