using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Server.Snapshots;

/// <summary>
/// The profiles of all sources, as one catalogue in the snapshot that requests read. Where two sources have a profile of the same name for the same
/// pods, that of the cluster counts, then that of a file, then the built-in one. Sources may report at the same time.
/// </summary>
internal sealed class CurrentProfiles(SnapshotHolder snapshots, ProfileErrors errors)
{
    private readonly Lock _turn = new();
    private ImmutableArray<SidecarProfile> _fromFiles = [];
    private ImmutableArray<SidecarProfile> _fromCluster = [];
    private ImmutableArray<string> _fileErrors = [];
    private ImmutableArray<string> _clusterErrors = [];

    /// <summary>Takes the built-in profiles and those of files, whole.</summary>
    internal void ReplaceFiles(ImmutableArray<SidecarProfile> profiles, IEnumerable<string> wrong)
    {
        lock (_turn)
        {
            _fileErrors = [.. wrong];
            Publish(ref _fromFiles, profiles);
        }
    }

    /// <summary>Takes the profiles of the cluster, whole.</summary>
    /// <returns>What they take the place of.</returns>
    internal ImmutableArray<SidecarProfile> ReplaceCluster(ImmutableArray<SidecarProfile> profiles, IEnumerable<string> wrong)
    {
        lock (_turn)
        {
            _clusterErrors = [.. wrong];
            Publish(ref _fromCluster, profiles);
            var keys = profiles.Select(Key).ToHashSet();
            return [.. _fromFiles.Where(profile => keys.Contains(Key(profile)))];
        }
    }

    private static (string? Namespace, string Name) Key(SidecarProfile profile) => (profile.Namespace, profile.Name);

    private void Publish(ref ImmutableArray<SidecarProfile> source, ImmutableArray<SidecarProfile> profiles)
    {
        errors.Replace([.. _fileErrors, .. _clusterErrors]);
        if (profiles.AsSpan().SequenceEqual(source.AsSpan(), ReferenceEqualityComparer.Instance))
        {
            // A new catalogue would forget what was prepared for these profiles.
            return;
        }

        source = profiles;
        var catalogue = ProfileCatalogue.Create([.. _fromFiles, .. _fromCluster]);
        snapshots.Replace(snapshot => snapshot with { Profiles = catalogue });
    }
}
