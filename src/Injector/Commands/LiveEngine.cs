using Injector.Core.Profiles;
using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Survey;
using Injector.Grammar.Messages;
using Injector.Kubernetes.Api;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>Reads what a cluster's Injector decides with, so that a command makes the same decisions.</summary>
/// <param name="server">The API server.</param>
/// <param name="version">Version that the API server reports.</param>
/// <param name="console">Receives progress, and what could not be determined.</param>
internal sealed class LiveEngine(ApiClient server, string version, CommandConsole console)
{
    /// <summary>Reads from the API server and records what it refuses to return.</summary>
    public ResourceReader Reader { get; } = new(server);

    /// <summary>The namespace of the kubeconfig's context or of the pod; <see langword="null"/> when none is stated.</summary>
    public string? Namespace => server.Connection.Namespace;

    /// <summary>Reads webhook configuration, settings, namespaces and profiles.</summary>
    /// <param name="scope">Where Injector is installed, and the only namespace to read, if any.</param>
    /// <param name="files">Profiles to use in addition to those of the cluster.</param>
    /// <param name="configuration">The webhook's configuration; <see langword="null"/> to read it from the cluster.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
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

    /// <summary>Reports on standard error why the cluster's Injector may decide differently.</summary>
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
