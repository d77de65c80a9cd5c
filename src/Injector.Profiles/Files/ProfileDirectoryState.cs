using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Files;

/// <summary>State kept between two reads of a directory: the bytes seen, and the last good profiles of each file.</summary>
internal sealed class ProfileDirectoryState(ImmutableArray<SidecarProfile> builtIns)
{
    private Dictionary<string, ParsedFile> _files = new(StringComparer.Ordinal);
    private ImmutableArray<ProfileError> _readErrors = [];
    private ProfileOwners _owners = ProfileOwners.None;
    private bool _started;

    /// <summary>Updates the state with a new read.</summary>
    /// <returns>The new set of profiles; <see langword="null"/> when nothing changed.</returns>
    internal ProfileLoad? Update(ProfileDirectory read)
    {
        var files = read.Exists ? read.Files.ToDictionary(file => file.Name, Refresh, StringComparer.Ordinal) : _files;
        var unchanged = _started && files.Count == _files.Count && read.Errors.SequenceEqual(_readErrors)
            && files.Values.All(file => ReferenceEquals(_files.GetValueOrDefault(file.Name), file));
        if (unchanged)
        {
            return null;
        }

        // Before the state changes: if this throws, the next read must detect the change again.
        var merged = ProfileMerge.Merge(builtIns, [.. files.Values.OrderBy(file => file.Name, StringComparer.Ordinal)], read.Errors, _owners);
        (_started, _files, _readErrors, _owners) = (true, files, read.Errors, merged.Owners);
        return merged.Load;
    }

    /// <summary>The file as it counts now: the previous one if its bytes are unchanged or cannot be read, with its old profiles if it became invalid.</summary>
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
