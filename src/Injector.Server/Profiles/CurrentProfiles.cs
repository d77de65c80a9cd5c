using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Server.Snapshots;

namespace Injector.Server.Profiles;

/// <summary>
/// Merges the profiles of all sources into one catalogue in the snapshot that requests read. If two sources have a profile of the same name for the same pods,
/// the cluster's takes precedence, then that of a file, then the built-in one. Sources may report concurrently.
/// </summary>
internal sealed class CurrentProfiles(SnapshotHolder snapshots, ProfileErrors errors, DefaultProfiles defaults)
{
    private readonly Lock _gate = new();
    private ImmutableArray<SidecarProfile> _fromFiles = [];
    private ImmutableArray<SidecarProfile> _fromCluster = [];
    private ImmutableArray<string> _fileErrors = [];
    private ImmutableArray<string> _clusterErrors = [];
    private bool _isClusterSeen;

    /// <summary>Replaces the built-in profiles and those from files.</summary>
    internal void ReplaceFiles(ImmutableArray<SidecarProfile> profiles, IEnumerable<string> wrong)
    {
        lock (_gate)
        {
            _fileErrors = [.. wrong];
            Publish(profiles, _fromCluster);
        }
    }

    /// <summary>Replaces the profiles of the cluster.</summary>
    /// <returns>The profiles that they override.</returns>
    internal ImmutableArray<SidecarProfile> ReplaceCluster(ImmutableArray<SidecarProfile> profiles, IEnumerable<string> wrong)
    {
        lock (_gate)
        {
            _clusterErrors = [.. wrong];
            _isClusterSeen = true;
            Publish(_fromFiles, profiles);
            var keys = profiles.Select(Key).ToHashSet();
            return [.. _fromFiles.Where(profile => keys.Contains(Key(profile)))];
        }
    }

    private static (string? Namespace, string Name) Key(SidecarProfile profile) => (profile.Namespace, profile.Name);

    private void Publish(ImmutableArray<SidecarProfile> fromFiles, ImmutableArray<SidecarProfile> fromCluster)
    {
        errors.Replace([.. _fileErrors, .. _clusterErrors]);

        // A new catalogue of the same profiles would lose its cached renderings.
        if (!IsSame(fromFiles, _fromFiles) || !IsSame(fromCluster, _fromCluster))
        {
            var catalogue = ProfileCatalogue.Create([.. fromFiles, .. fromCluster]);
            snapshots.Replace(snapshot => snapshot with { Profiles = catalogue });

            // Last, so that profiles that could not be put into the snapshot still count as different next time.
            (_fromFiles, _fromCluster) = (fromFiles, fromCluster);
        }

        defaults.Check(snapshots.Current, _isClusterSeen);
    }

    private static bool IsSame(ImmutableArray<SidecarProfile> one, ImmutableArray<SidecarProfile> other) =>
        one.AsSpan().SequenceEqual(other.AsSpan(), ReferenceEqualityComparer.Instance);
}

/// <summary>The current errors in profiles, replaced as a whole by every reload.</summary>
internal sealed class ProfileErrors
{
    private volatile string[] _current = [];

    internal ImmutableArray<string> Current => System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(_current);

    internal void Replace(IEnumerable<string> errors) => _current = [.. errors];
}
