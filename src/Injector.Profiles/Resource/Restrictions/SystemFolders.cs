namespace Injector.Profiles.Resource.Restrictions;

/// <summary>
/// Folders from which a container loads its programs, libraries and credentials, whatever the image: Filesystem Hierarchy Standard 3.0, <c>ld.so(8)</c>, and
/// where the kubelet mounts tokens.
/// </summary>
internal static class SystemFolders
{
    private static readonly string[] Folders =
    [
        "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/libexec",
        "/usr/local/bin", "/usr/local/sbin", "/usr/local/lib", "/usr/local/lib32", "/usr/local/lib64", "/usr/local/libx32", "/usr/local/libexec",
        "/etc/alternatives", "/proc", "/sys", "/var/run/secrets", "/run/secrets",
    ];

    /// <summary>Prefixes of files and folders that a loader or a shell reads: <c>/etc/ld.so.preload</c>, <c>/etc/ld-musl-x86_64.path</c>, <c>/etc/profile.d</c>.</summary>
    private static readonly string[] Beginnings = ["/etc/ld", "/etc/profile"];

    /// <summary>Paths with these prefixes, for matching a path of which only the end is known.</summary>
    private static readonly string[] Begun =
    [
        "/etc/ld.so.preload", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ld.so.cache", "/etc/ld-musl-x86_64.path", "/etc/ld-musl-aarch64.path", "/etc/profile", "/etc/profile.d",
    ];

    /// <summary>Parent folders: mounting over them hides everything below.</summary>
    private static readonly string[] Above = ["/usr", "/usr/local", "/var", "/var/run", "/run", "/etc", "/dev"];

    /// <summary>Whether a path is one of the folders, or above or below one.</summary>
    internal static bool Hold(string path)
    {
        // The kubelet resolves a path without a leading slash from the root, too.
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Length == 0 || parts.Contains(".."))
        {
            return path.Length > 0;
        }

        var whole = $"/{string.Join('/', parts)}";
        return whole is "/etc" or "/dev"
            || Beginnings.Any(beginning => whole.StartsWith(beginning, StringComparison.Ordinal))
            || Folders.Any(folder => whole == folder || whole.StartsWith($"{folder}/", StringComparison.Ordinal) || folder.StartsWith($"{whole}/", StringComparison.Ordinal));
    }

    /// <summary>Whether a path with this beginning may be one of the folders, or is below one whatever follows.</summary>
    /// <param name="beginning">The beginning, with a leading slash and no doubled ones.</param>
    internal static bool AreWithin(string beginning) => Hold(beginning)
        || Folders.Concat(Beginnings).Append("/dev").Any(folder => folder.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Whether an unknown folder followed by a known ending may be one of the folders, or above or below one.</summary>
    /// <param name="ending">The ending, with <c>*</c> for each unknown part and no doubled slashes.</param>
    internal static bool MayEndWith(string ending)
    {
        for (var end = ending.IndexOf('/', 1); end > 0; end = ending.IndexOf('/', end + 1))
        {
            if (Matches(ending[..end], [.. Folders, .. Begun]))
            {
                return true;
            }
        }

        return Matches(ending, [.. Folders, .. Begun, .. Above]);
    }

    private static bool Matches(string ending, IEnumerable<string> folders) => folders.Any(folder => TenantPattern.Matches($"*{ending}", folder));
}
