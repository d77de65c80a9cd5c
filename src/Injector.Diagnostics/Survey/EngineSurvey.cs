using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads what a cluster's Injector decides with: the webhook's configuration, namespaces and profiles.</summary>
/// <param name="server">The API server.</param>
/// <param name="reader">Reads from it and records what the server refuses to return.</param>
/// <param name="release">The release of this program.</param>
/// <param name="scope">What to read.</param>
/// <param name="files">Profiles that are already known.</param>
/// <param name="configuration">The webhook's configuration; <see langword="null"/> to read it from the cluster.</param>
/// <param name="progress">Reports what is being read.</param>
internal sealed class EngineSurvey(
    ApiClient server, ResourceReader reader, ProgramRelease release, CheckScope scope, ProfileCatalogue files, EngineConfiguration? configuration, Action<string> progress)
{
    /// <summary>Reads everything.</summary>
    /// <param name="version">Version that the API server reports.</param>
    /// <param name="now">Time of the survey.</param>
    /// <param name="cancellation">Cancels the survey.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
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
