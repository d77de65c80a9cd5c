using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Survey;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Drift;

/// <summary>Reads a cluster and looks at its pods as they come, a page at a time, so that a big cluster does not have to fit into memory.</summary>
/// <param name="server">The API server.</param>
/// <param name="release">The release of the program that looks.</param>
/// <param name="scope">What is looked at.</param>
/// <param name="files">Profiles that are known beforehand.</param>
/// <param name="configuration">How the webhook is configured; <see langword="null"/> to find out.</param>
/// <param name="ignored">Fields that do not count.</param>
/// <param name="progress">Is told what is read now.</param>
internal sealed class DriftSurvey(
    ApiClient server, ProgramRelease release, CheckScope scope, ProfileCatalogue files, EngineConfiguration? configuration, IgnoredFields ignored, Action<string> progress)
{
    private readonly ResourceReader _reader = new(server);

    /// <summary>Reads everything.</summary>
    /// <param name="version">The API server's version, as it states it.</param>
    /// <param name="now">The moment of the survey.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was found; <see langword="null"/> with what could not be read when that includes the pods.</returns>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
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
