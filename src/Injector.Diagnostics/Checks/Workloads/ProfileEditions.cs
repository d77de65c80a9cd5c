using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Status;
using Injector.Diagnostics.Facts;
using Injector.Profiles.BuiltIn;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Compares the profiles that a pod was injected from with the current ones.</summary>
internal static class ProfileEditions
{
    /// <summary>Recorded profiles that differ from the current ones. The built-in profiles of another release are unknown here.</summary>
    public static ImmutableArray<string> Outdated(InjectionStatus status, string @namespace, ClusterFacts cluster) =>
    [
        .. status.Profiles
            .Where(profile => cluster.Catalogue.Find(profile.Key, @namespace) is { } now
                && now.ContentHash != profile.Value
                && (!IsBuiltIn(now) || IsOurs(status, cluster)))
            .Select(profile => profile.Key),
    ];

    /// <summary>Whether this program would add what the cluster's Injector would: when both are the same release, or when this release injected the pod.</summary>
    public static bool IsOurs(InjectionStatus status, ClusterFacts cluster) =>
        cluster.Release == cluster.ProgramVersion || status.Version == cluster.ProgramVersion;

    private static bool IsBuiltIn(SidecarProfile profile) => profile.Source == BuiltInProfiles.Source;
}
