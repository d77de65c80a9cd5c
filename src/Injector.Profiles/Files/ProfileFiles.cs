using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Profiles.Files;

/// <summary>Loads the profiles of a directory, such as a mounted ConfigMap.</summary>
public static class ProfileFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>
    /// Loads every <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> file of a directory (not of its subdirectories) in ordinal order. Names that begin with
    /// <c>..</c> are Kubernetes' own and are skipped. A file with errors contributes nothing; the other files still count.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="builtIns">Profiles to use in addition to the files; a file's cluster-wide profile of the same name replaces one.</param>
    public static ProfileLoad Load(string directory, ImmutableArray<SidecarProfile> builtIns)
    {
        var read = ProfileDirectory.Read(directory);
        var files = read.Files.Select(file => ParsedFile.Parse(file.Name, file.Content)).ToImmutableArray();
        return ProfileMerge.Merge(builtIns, files, read.Errors, ProfileOwners.None).Load;
    }

    /// <summary>Whether a file name is that of a profile file.</summary>
    internal static bool IsProfileFile(string name) =>
        !name.StartsWith("..", StringComparison.Ordinal) && Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
