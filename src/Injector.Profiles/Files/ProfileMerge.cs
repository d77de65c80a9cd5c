using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Files;

/// <summary>Merges built-ins and files into one set in which each profile has one source.</summary>
internal static class ProfileMerge
{
    /// <summary>A merged set and the sources of its profiles.</summary>
    internal sealed record Result(ProfileLoad Load, ProfileOwners Owners);

    /// <summary>Merges. Of two files with the same profile, the one that had it before wins, otherwise the first in ordinal order; the error names both.</summary>
    internal static Result Merge(
        ImmutableArray<SidecarProfile> builtIns, ImmutableArray<ParsedFile> files, ImmutableArray<ProfileError> readErrors, ProfileOwners before)
    {
        var errors = ImmutableArray.CreateBuilder<ProfileError>();
        errors.AddRange(readErrors);
        errors.AddRange(files.SelectMany(file => file.Errors));
        var profiles = builtIns.ToDictionary(Key, profile => profile);
        var owners = ImmutableDictionary.CreateBuilder<(string, string), string>();
        foreach (var claims in files.SelectMany(file => file.Profiles).GroupBy(Key))
        {
            var chosen = claims.FirstOrDefault(profile => profile.Source == before.Files.GetValueOrDefault(claims.Key)) ?? claims.First();
            errors.AddRange(claims.Where(claim => claim != chosen).Select(claim => Conflict(claim, chosen)));
            profiles[claims.Key] = chosen;
            owners[claims.Key] = chosen.Source;
        }

        var load = new ProfileLoad(InOrder(profiles.Values), errors.ToImmutable(), Replaced(builtIns, owners)) { Warnings = [.. files.SelectMany(file => file.Warnings)] };
        return new Result(load, new ProfileOwners(owners.ToImmutable()));
    }

    private static (string Namespace, string Name) Key(SidecarProfile profile) => (profile.Namespace ?? "", profile.Name);

    private static ImmutableArray<SidecarProfile> InOrder(IEnumerable<SidecarProfile> profiles) =>
        [.. profiles.OrderBy(profile => profile.Name, StringComparer.Ordinal).ThenBy(profile => profile.Namespace ?? "", StringComparer.Ordinal)];

    private static ImmutableArray<string> Replaced(ImmutableArray<SidecarProfile> builtIns, ImmutableDictionary<(string, string), string>.Builder owners) =>
        [.. builtIns.Where(builtIn => owners.ContainsKey(Key(builtIn))).Select(builtIn => builtIn.Name).Order(StringComparer.Ordinal)];

    private static ProfileError Conflict(SidecarProfile claim, SidecarProfile chosen)
    {
        var place = claim.Source == chosen.Source ? "a second time in this file" : $"in {chosen.Source} too, which counts";
        return new ProfileError(claim.Source, 0, 0, "metadata.name", $"the profile '{claim.Name}' stands {place}; keep one of them");
    }
}

/// <summary>The file that each profile came from at the last load, so that another file cannot take over a profile by its name.</summary>
internal sealed record ProfileOwners(ImmutableDictionary<(string Namespace, string Name), string> Files)
{
    /// <summary>Nothing was loaded before.</summary>
    internal static ProfileOwners None { get; } = new(ImmutableDictionary<(string, string), string>.Empty);
}
