using System.Collections.Immutable;
using Injector.Checks.Facts;
using Injector.Core.Json;
using Injector.Core.Plans.Status;
using Injector.Core.Profiles;
using Injector.Profiles.BuiltIn;
using Injector.Server;

namespace Injector.Checks.Workloads;

/// <summary>Pods whose sidecars were made from another edition of a profile than the present one.</summary>
internal sealed class OutdatedPodsCheck : ICheck
{
    private const string Name = "outdated-pods";

    public IEnumerable<Finding> Look(ClusterFacts cluster) =>
        from pod in cluster.Pods.OrEmpty()
        where pod.Annotations.ContainsKey(cluster.Scope.Keys.Status)
        let outdated = Outdated(pod, cluster)
        where !outdated.IsEmpty
        group pod by (pod.Namespace, Owner: PodOwner.Name(pod), Profiles: string.Join(", ", outdated)) into pods
        select Finding.Warning(Name, $"{PodOwner.Title([.. pods])} {(pods.Count() == 1 ? "carries" : "carry")} an earlier edition of {pods.Key.Profiles}", PodOwner.Restart(pods.First()));

    private static ImmutableArray<string> Outdated(ClusterPod pod, ClusterFacts cluster)
    {
        var status = StatusReader.Read(Utf8Text.From(pod.Annotations[cluster.Scope.Keys.Status]));
        return
        [
            .. status.Profiles
                .Where(profile => cluster.Catalogue.Find(profile.Key, pod.Namespace) is { } now
                    && now.ContentHash != profile.Value
                    && (!IsBuiltIn(now) || status.Version == BuildVersion.Number))
                .Select(profile => profile.Key),
        ];
    }

    /// <summary>The cluster's built-in profiles are those of its release of Injector, which need not be ours.</summary>
    private static bool IsBuiltIn(SidecarProfile profile) => profile.Source == BuiltInProfiles.Source;
}
