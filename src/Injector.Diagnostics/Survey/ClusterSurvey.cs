using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads the facts that the checks evaluate. A missing permission is recorded, not fatal.</summary>
/// <param name="server">The API server.</param>
/// <param name="release">The release of this program.</param>
/// <param name="scope">What to check.</param>
/// <param name="files">Profiles that are already known: the built-in ones, and those of a folder named by the caller.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Reports what is being read.</param>
internal sealed class ClusterSurvey(ApiClient server, ProgramRelease release, CheckScope scope, ProfileCatalogue files, TimeProvider time, Action<string> progress)
{
    private readonly ResourceReader _reader = new(server);

    /// <summary>Reads everything.</summary>
    /// <param name="version">Version that the API server reports.</param>
    /// <param name="cancellation">Cancels the survey.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public async Task<ClusterFacts> ReadAsync(string version, CancellationToken cancellation)
    {
        progress("webhook configurations");
        var facts = await new WebhookSurvey(_reader, scope).ReadAsync(
            new ClusterFacts
            {
                Server = server.Connection.Server,
                Version = version,
                Scope = scope,
                Now = time.GetUtcNow(),
                ProgramVersion = release.Version,
                OwnNamespace = scope.OwnNamespace,
            },
            cancellation);
        progress("service, replicas and certificate");
        facts = await new ServingSurvey(_reader).ReadAsync(facts, cancellation);
        facts = facts with { Presented = await PresentedCertificate.FindAsync(facts, cancellation) };
        facts = await new ScopeSurvey(_reader, release, scope, files, progress).ReadAsync(facts, cancellation);
        progress("a pod for trial");
        facts = facts with { Trials = await new PodDryRuns(server).RunAsync(facts, cancellation) };
        progress("workloads");
        facts = facts with { Workloads = await new WorkloadSurvey(_reader, scope).ReadAsync(cancellation) };
        progress("quotas and limit ranges");
        facts = await new LimitSurvey(_reader, scope).ReadAsync(facts, cancellation);
        progress("pods");
        facts = facts with { Pods = await PodsAsync(cancellation) };
        return facts with { Unread = _reader.Unread };
    }

    private async Task<Reading<ImmutableArray<ClusterPod>>> PodsAsync(CancellationToken cancellation)
    {
        var pods = await PodList.ReadAsync(_reader, scope, ClusterPod.Read, cancellation);
        return pods.IsKnown
            ? Reading<ImmutableArray<ClusterPod>>.Of([.. pods.Known.OrderBy(pod => $"{pod.Namespace}/{pod.Name}", StringComparer.Ordinal)])
            : pods;
    }
}
