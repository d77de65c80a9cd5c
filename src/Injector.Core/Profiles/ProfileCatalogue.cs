using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Injector.Core.Profiles;

/// <summary>All profiles at one point in time. Immutable; an update creates a new catalogue.</summary>
public sealed class ProfileCatalogue
{
    private readonly FrozenDictionary<string, SidecarProfile> _clusterWide;
    private readonly FrozenDictionary<(string Namespace, string Name), SidecarProfile> _namespaced;

    private ProfileCatalogue(ImmutableArray<SidecarProfile> profiles)
    {
        All = profiles;
        _clusterWide = profiles.Where(profile => profile.Namespace is null)
            .ToFrozenDictionary(profile => profile.Name, StringComparer.Ordinal);
        _namespaced = profiles.Where(profile => profile.Namespace is not null)
            .ToFrozenDictionary(profile => (profile.Namespace!, profile.Name));
    }

    /// <summary>No profiles.</summary>
    public static ProfileCatalogue Empty { get; } = new([]);

    /// <summary>Every profile, in ordinal order of namespace and name.</summary>
    public ImmutableArray<SidecarProfile> All { get; }

    /// <summary>Creates a catalogue. Of two profiles with the same namespace and name, the later one wins.</summary>
    /// <param name="profiles">The profiles.</param>
    public static ProfileCatalogue Create(IEnumerable<SidecarProfile> profiles)
    {
        var byKey = new Dictionary<(string, string), SidecarProfile>();
        foreach (var profile in profiles)
        {
            byKey[(profile.Namespace ?? "", profile.Name)] = profile;
        }

        return new ProfileCatalogue(
        [
            .. byKey.Values
                .OrderBy(profile => profile.Namespace ?? "", StringComparer.Ordinal)
                .ThenBy(profile => profile.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>
    /// The profile that a name refers to in a namespace: the namespace's own, otherwise the cluster-wide one; <see langword="null"/> when there is neither.
    /// </summary>
    /// <param name="name">Name of the profile.</param>
    /// <param name="namespace">The namespace of the requesting pod.</param>
    public SidecarProfile? Find(string name, string @namespace) =>
        _namespaced.GetValueOrDefault((@namespace, name)) ?? _clusterWide.GetValueOrDefault(name);

    /// <summary>The names of the profiles that pods of a namespace can request, in ordinal order.</summary>
    /// <param name="namespace">The namespace of the requesting pod.</param>
    public ImmutableArray<string> NamesFor(string @namespace) =>
    [
        .. All.Where(profile => profile.Namespace is null || profile.Namespace == @namespace)
            .Select(profile => profile.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
