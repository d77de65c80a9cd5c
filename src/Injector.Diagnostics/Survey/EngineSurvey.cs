using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads what a cluster's Injector knows beside a pod: the webhook's configuration, namespaces and profiles.</summary>
/// <param name="server">The API server.</param>
/// <param name="reader">Reads from it and keeps what it does not show.</param>
/// <param name="release">The release of the program that looks.</param>
/// <param name="scope">What is looked at.</param>
/// <param name="files">Profiles that are known beforehand.</param>
/// <param name="configuration">How the webhook is configured; <see langword="null"/> to find out.</param>
/// <param name="progress">Is told what is read now.</param>
internal sealed class EngineSurvey(
    ApiClient server, ResourceReader reader, ProgramRelease release, CheckScope scope, ProfileCatalogue files, EngineConfiguration? configuration, Action<string> progress)
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
                ProgramVersion = release.Version,
                OwnNamespace = scope.OwnNamespace,
                Settings = configuration?.Settings,
                ProfileRestrictions = configuration?.ProfileRestrictions,
            },
            cancellation);
        facts = await new ServingSurvey(reader).ReadServersAsync(facts, cancellation);
        facts = await new ScopeSurvey(reader, release, scope, files, progress).ReadAsync(facts, cancellation);
        return facts with { Unread = reader.Unread };
    }
}
