using Injector.Checks.Facts;
using Injector.Core.Profiles;
using Injector.Kubernetes.Api;
using Injector.Server.Options;

namespace Injector.Checks.Survey;

/// <summary>Reads what a cluster's Injector knows beside a pod: the webhook's configuration, namespaces and profiles.</summary>
/// <param name="server">The API server.</param>
/// <param name="reader">Reads from it and keeps what it does not show.</param>
/// <param name="scope">What is looked at.</param>
/// <param name="files">Profiles that are known beforehand.</param>
/// <param name="configuration">How the webhook is configured; <see langword="null"/> to find out.</param>
/// <param name="progress">Is told what is read now.</param>
internal sealed class EngineSurvey(
    ApiServer server, ResourceReader reader, CheckScope scope, ProfileCatalogue files, ServerOptions? configuration, Action<string> progress)
{
    /// <summary>Reads everything.</summary>
    /// <param name="version">The API server's version, as it states it.</param>
    /// <param name="now">The moment of the survey.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public async Task<ClusterFacts> ReadAsync(string version, DateTimeOffset now, CancellationToken cancellation)
    {
        progress("the webhook's configuration");
        var facts = await new WebhookSurvey(reader, scope).ReadMutatingAsync(
            new ClusterFacts
            {
                Server = server.Connection.Server,
                Version = version,
                Scope = scope,
                Now = now,
                OwnNamespace = scope.OwnNamespace,
                Settings = configuration?.ToSettings(),
                TenantPolicy = configuration?.ToTenantPolicy(),
            },
            cancellation);
        facts = await new ServingSurvey(reader).ReadServersAsync(facts, cancellation);
        facts = await new ScopeSurvey(reader, scope, files, progress).ReadAsync(facts, cancellation);
        return facts with { Unread = reader.Unread };
    }
}
