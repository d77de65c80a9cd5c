using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Survey;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Drift;

/// <summary>Reads a cluster and examines its pods page by page, so that a large cluster does not have to fit into memory.</summary>
/// <param name="server">The API server.</param>
/// <param name="release">Version of this program.</param>
/// <param name="scope">The namespaces and objects to examine.</param>
/// <param name="files">Profiles that were read from files.</param>
/// <param name="configuration">The webhook's configuration; <see langword="null"/> to read it from the cluster.</param>
/// <param name="ignored">Fields that are not compared.</param>
/// <param name="progress">Reports what is being read.</param>
internal sealed class DriftSurvey(
    ApiClient server, ProgramRelease release, CheckScope scope, ProfileCatalogue files, EngineConfiguration? configuration, IgnoredFields ignored, Action<string> progress)
{
    private readonly ResourceReader _reader = new(server);

    /// <summary>Reads everything.</summary>
    /// <param name="version">Version that the API server reports.</param>
    /// <param name="now">Time of the survey.</param>
    /// <param name="cancellation">Cancels the survey.</param>
    /// <returns>The report; <see langword="null"/>, with what could not be read, when the pods could not be read.</returns>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public async Task<(DriftReport? Report, ClusterFacts Facts)> ReadAsync(string version, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await new EngineSurvey(server, _reader, release, scope, files, configuration, progress).ReadAsync(version, now, cancellation);
        progress("pods");
        var examination = new PodExamination(facts, ignored);
        var seen = 0;
        var pods = await PodList.ReadAsync(_reader, scope, pod => Evaluate(pod, examination, ++seen), cancellation);
        facts = facts with { Unread = _reader.Unread };
        return pods.IsKnown ? (Report(facts, [.. pods.Known]), facts) : (null, facts);
    }

    private ((string Namespace, string Kind, string Name) Owner, PodDrift? Drift) Evaluate(JsonObject pod, PodExamination examination, int number)
    {
        if (number % 100 == 0)
        {
            progress($"pods ({number})");
        }

        var owner = WorkloadDrift.Key(ClusterPod.Read(pod));
        return (owner, examination.Evaluate(pod));
    }

    private static DriftReport Report(ClusterFacts facts, List<((string Namespace, string Kind, string Name) Owner, PodDrift? Drift)> pods)
    {
        var counts = pods.GroupBy(one => one.Owner).ToDictionary(owner => owner.Key, owner => owner.Count());
        var drifts = pods.Select(one => one.Drift).OfType<PodDrift>().ToLookup(drift => drift.Kind == DriftKind.NotCompared);
        return new DriftReport(
            facts,
            pods.Count,
            WorkloadDrift.Group(drifts[false], counts),
            [.. drifts[true].OrderBy(drift => $"{drift.Pod.Namespace}/{drift.Pod.Name}", StringComparer.Ordinal)]);
    }
}
