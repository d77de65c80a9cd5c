using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Objects;
using Injector.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server.SelfSigned;

/// <summary>The parts of the mode <c>self</c>.</summary>
internal static class SelfSignedServices
{
    /// <summary>How long the writer may be silent before another takes its place: three of its looks.</summary>
    private static readonly TimeSpan LeaseDuration = SelfSignedRenewal.Interval * 3;

    /// <exception cref="StartupException">How to reach the cluster is not known.</exception>
    internal static IServiceCollection AddSelfSignedCertificates(this IServiceCollection services, ServerOptions options, WebhookSeams seams)
    {
        var connection = Connect(seams);
        services.AddSingleton(_ => new ApiServer(connection, BuildVersion.Number, seams.Time));
        services.AddSingleton(provider => Shared(provider.GetRequiredService<ApiServer>(), options, seams.Time));
        services.AddSingleton<SelfSignedRenewal>();
        services.AddHostedService(static provider => provider.GetRequiredService<SelfSignedRenewal>());
        return services;
    }

    internal static SharedCertificates Shared(ApiServer server, ServerOptions options, TimeProvider time)
    {
        if (!SelfSignedSettings.TryParseSecret(options.CertificateSecret, out var secret))
        {
            throw new ArgumentException($"'{options.CertificateSecret}' is not a Secret.", nameof(options));
        }

        // The pod's name alone would let a container that restarted take the Lease of one that has not quite ended.
        var identity = $"{Environment.MachineName}_{Guid.NewGuid():N}";
        return new SharedCertificates(
            new SecretStore(server, secret),
            new LeaseClaim(server, secret, identity, LeaseDuration, time),
            [.. options.WebhookConfigurations.Select(Configuration).Select(name => new WebhookTrust(server, name))],
            new CertificatePlan(SelfSignedSettings.Names(options.CertificateNames), CertificateLifetimes.Default, time),
            time);
    }

    private static WebhookConfigurationName Configuration(string text) =>
        SelfSignedSettings.TryParseConfiguration(text, out var name) ? name : throw new ArgumentException($"'{text}' is not a configuration.", nameof(text));

    private static ClusterConnection Connect(WebhookSeams seams)
    {
        try
        {
            return InCluster.IsHere(seams.Variable)
                ? InCluster.Connect(seams.Variable, seams.Time)
                : throw new StartupException("certificates: 'self' keeps its certificates in the cluster, and this is no pod; leave it out to get a throw-away one");
        }
        catch (ClusterConnectionException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
    }
}
