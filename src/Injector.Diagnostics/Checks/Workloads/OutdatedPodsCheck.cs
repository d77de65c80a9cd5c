using Injector.Core.Status;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Finds pods whose sidecars were made from an older version of a profile.</summary>
internal sealed class OutdatedPodsCheck : ICheck
{
    private const string Name = "outdated-pods";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) =>
        from pod in cluster.Pods.OrEmpty()
        where pod.Annotations.ContainsKey(cluster.Scope.Keys.Status)
        let status = StatusReader.Read(Utf8Text.From(pod.Annotations[cluster.Scope.Keys.Status]))
        let outdated = ProfileEditions.Outdated(status, pod.Namespace, cluster)
        where !outdated.IsEmpty
        group pod by (pod.Namespace, Owner: PodOwner.Name(pod), Profiles: string.Join(", ", outdated)) into pods
        select Finding.Warning(Name, $"{PodOwner.Title([.. pods])} {(pods.Count() == 1 ? "carries" : "carry")} an earlier edition of {pods.Key.Profiles}", PodOwner.Restart([.. pods]));
}
