using Injector.Core.Profiles;
using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Survey;
using Injector.Grammar.Messages;
using Injector.Kubernetes.Api;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>Reads for a command what a cluster's Injector knows, so that the same is decided here.</summary>
/// <param name="server">The API server.</param>
/// <param name="version">Its version, as it states it.</param>
/// <param name="console">Receives progress, and what could not be found out.</param>
internal sealed class LiveEngine(ApiClient server, string version, CommandConsole console)
{
    /// <summary>Reads from the API server and keeps what it does not show.</summary>
    public ResourceReader Reader { get; } = new(server);

    /// <summary>The namespace that the context of the kubeconfig, or the pod, stands in; <see langword="null"/> when none is stated.</summary>
    public string? Namespace => server.Connection.Namespace;

    /// <summary>Reads webhook configuration, settings, namespaces and profiles.</summary>
    /// <param name="scope">Where Injector is, and the only namespace that is looked at, if there is one.</param>
    /// <param name="files">Profiles that are known beside those of the cluster.</param>
    /// <param name="configuration">How the webhook is configured; <see langword="null"/> for the cluster to tell.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public async Task<ClusterFacts> ReadAsync(CheckScope scope, ProfileCatalogue files, ServerOptions? configuration, CancellationToken cancellation)
    {
        var progress = new ProgressLine(console);
        try
        {
            return await new EngineSurvey(server, Reader, OwnRelease.Current, scope, files, OwnRelease.ConfigurationOf(configuration), progress.Show).ReadAsync(version, TimeProvider.System.GetUtcNow(), cancellation);
        }
        finally
        {
            progress.Clear();
        }
    }

    /// <summary>Says on the standard error what may make the cluster's Injector decide otherwise than is decided here.</summary>
    public void WriteDoubts(ClusterFacts cluster)
    {
        NoticeLines.WriteNotes(console, new RightsCheck().Evaluate(cluster).Select(finding => DisplayText.Prose(finding.Detail).Cut(CommandConsole.MaxLine).ToString()));
        NoticeLines.WriteNotes(console, Doubts(cluster));
    }

    private static IEnumerable<string> Doubts(ClusterFacts cluster)
    {
        if (cluster.Settings is null)
        {
            yield return "the configuration of the cluster's Injector was not found, so its settings are taken for the defaults; --config FILE names one";
        }

        if (cluster.Release.Length > 0 && cluster.Release != BuildVersion.Number)
        {
            yield return $"the cluster runs Injector {DisplayText.Of(cluster.Release).Cut(CommandConsole.MaxLine)}, which may decide otherwise than {BuildVersion.Number} here";
        }
    }
}
