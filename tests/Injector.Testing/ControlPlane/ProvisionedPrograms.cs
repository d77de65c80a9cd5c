namespace Injector.Testing.ControlPlane;

/// <summary>The programs that tests call, wherever the machine has them.</summary>
public static class ProvisionedPrograms
{
    /// <summary>
    /// The path of a program: from the folder that <c>KUBEBUILDER_ASSETS</c> names, from <c>PATH</c>, or from the folder that
    /// provision.sh made last, in this order; <see langword="null"/> when it is in none of them.
    /// </summary>
    /// <param name="program">A file name: <c>busybox</c>, <c>haproxy</c>, <c>promtool</c>.</param>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Prepend(Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") ?? "")
            .Append(Folder)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>What to tell a person whose machine lacks a program.</summary>
    /// <param name="program">Its file name.</param>
    public static string HowToProvision(string program) =>
        $"'{program}' is neither on PATH nor in the folder that 'bash tests/control-plane/provision.sh' makes; run that once.";

    /// <summary>The folder that provision.sh made last, by the same rule as in the script. It need not exist.</summary>
    internal static string Folder
    {
        get
        {
            if (Environment.GetEnvironmentVariable("INJECTOR_CACHE") is not { Length: > 0 } cache)
            {
                cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
                    ? Path.Combine(xdg, "injector")
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "injector");
            }

            return Path.Combine(cache, "control-plane", "current");
        }
    }
}
