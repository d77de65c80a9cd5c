using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Files;

/// <summary>
/// What is known of a directory from one reading to the next: the bytes that were seen, and of each file the last profiles that were good.
/// </summary>
internal sealed class ProfileDirectoryState(ImmutableArray<SidecarProfile> builtIns)
{
    private Dictionary<string, ParsedFile> _files = new(StringComparer.Ordinal);
    private ImmutableArray<ProfileError> _readErrors = [];
    private ProfileOwners _owners = ProfileOwners.None;
    private bool _started;

    /// <summary>Takes a new reading in.</summary>
    /// <returns>The new set; <see langword="null"/> when nothing changed.</returns>
    internal ProfileLoad? Update(ProfileDirectory read)
    {
        var files = read.Exists ? read.Files.ToDictionary(file => file.Name, Refresh, StringComparer.Ordinal) : _files;
        var unchanged = _started && files.Count == _files.Count && read.Errors.SequenceEqual(_readErrors)
            && files.Values.All(file => ReferenceEquals(_files.GetValueOrDefault(file.Name), file));
        if (unchanged)
        {
            return null;
        }

        // Before anything is remembered: should it throw, the next reading must find the change again.
        var merged = ProfileMerge.Merge(builtIns, [.. files.Values.OrderBy(file => file.Name, StringComparer.Ordinal)], read.Errors, _owners);
        (_started, _files, _readErrors, _owners) = (true, files, read.Errors, merged.Owners);
        return merged.Load;
    }

    /// <summary>A file as it counts now: the one before when its bytes are the same or cannot be read, with its old profiles when it went bad.</summary>
    private ParsedFile Refresh(ProfileDirectory.Entry entry)
    {
        var before = _files.GetValueOrDefault(entry.Name);
        if (before is not null && (entry.Content is null || before.Fingerprint == ParsedFile.FingerprintOf(entry.Content)))
        {
            return before;
        }

        var parsed = ParsedFile.Parse(entry.Name, entry.Content);
        return parsed.Errors.IsEmpty || before is null ? parsed : parsed with { Profiles = before.Profiles };
    }
}
