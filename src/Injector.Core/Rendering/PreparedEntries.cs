using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Core.Rendering;

/// <summary>Annotations or labels that a profile adds where the pod has none.</summary>
/// <param name="Entries">All of them, in the order of the profile.</param>
/// <param name="Groups">The profile's groups that contain any of them.</param>
internal sealed record PreparedEntries(ImmutableArray<KeyValuePair<string, string>> Entries, ImmutableArray<ProfileGroup> Groups)
{
    /// <summary>Whether there is an entry with the key.</summary>
    public bool Has(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    public static PreparedEntries None { get; } = new([], []);

    /// <summary>Entries with those of a profile's groups that have any of them.</summary>
    public static PreparedEntries Of(ImmutableArray<KeyValuePair<string, string>> entries, ImmutableArray<ProfileGroup> groups, GroupKind kind) =>
        new(entries, groups.IsEmpty ? [] : [.. groups.Where(group => group.Kind == kind && entries.Any(entry => group.Holds(entry.Key)))]);
}
