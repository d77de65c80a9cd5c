using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Profiles.Files;

/// <summary>Loads the profiles of a directory, such as a mounted ConfigMap.</summary>
public static class ProfileFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>
    /// Loads every <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> file of a directory (not of its sub-directories) in ordinal order. Names that
    /// begin with <c>..</c> are Kubernetes' own and are passed over. A file with any error adds nothing; the others still count.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="builtIns">Profiles that are there beside the files; a file's cluster-wide profile of the same name takes the place of one.</param>
    public static ProfileLoad Load(string directory, ImmutableArray<SidecarProfile> builtIns)
    {
        var read = ProfileDirectory.Read(directory);
        var files = read.Files.Select(file => ParsedFile.Parse(file.Name, file.Content)).ToImmutableArray();
        return ProfileMerge.Merge(builtIns, files, read.Errors, ProfileOwners.None).Load;
    }

    /// <summary>Whether a name is that of a profile file.</summary>
    internal static bool IsProfileFile(string name) =>
        !name.StartsWith("..", StringComparison.Ordinal) && Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
