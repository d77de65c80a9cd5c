using Injector.Testing.Golden;

namespace Injector.Testing.Released;

/// <summary>A folder of <c>tests/released</c>: what a release shipped and what its program made. See the README there.</summary>
/// <param name="Version">The release, such as <c>0.1.0</c>.</param>
public sealed record Release(string Version)
{
    private static readonly string Root = Path.Combine(RepositoryRoot.Path, "tests", "released");

    /// <summary>All releases, found by listing their folder.</summary>
    public static IEnumerable<Release> All => Listed(Root).Select(folder => new Release(folder));

    /// <summary>The pods that releases made of golden cases, each as release and case.</summary>
    public static IEnumerable<object[]> InjectedCases =>
        All.SelectMany(release => release.Cases.Where(name => release.CaseFile(name, "injected.json") is not null).Select(name => new object[] { release.Version, name }));

    /// <summary>Every golden case of every release, each as release and case.</summary>
    public static IEnumerable<object[]> AllCases => All.SelectMany(release => release.Cases.Select(name => new object[] { release.Version, name }));

    /// <summary>Every manifest that a release injected, each as release and folder.</summary>
    public static IEnumerable<object[]> InjectedManifests =>
        All.SelectMany(release => release.Manifests.Where(folder => release.Injected(folder) is not null).Select(folder => new object[] { release.Version, folder }));

    /// <summary>Every manifest that a release was given, each as release and folder.</summary>
    public static IEnumerable<object[]> AllManifests => All.SelectMany(release => release.Manifests.Select(folder => new object[] { release.Version, folder }));

    /// <summary>The release's chart.</summary>
    public string Chart => PathOf("chart");

    /// <summary>Names of the release's golden cases.</summary>
    public IEnumerable<string> Cases => Listed(PathOf("golden"));

    /// <summary>Folders of manifests and what was made of them, such as <c>examples/logging</c>.</summary>
    public IEnumerable<string> Manifests =>
        ((string[])["examples", "golden", "manifests"]).SelectMany(folder => Listed(PathOf(folder)).Select(name => $"{folder}/{name}"));

    /// <summary>Folders with profiles, of the release itself and of its golden cases.</summary>
    public IEnumerable<string> ProfileFolders =>
        Listed(PathOf("profiles")).Select(name => $"profiles/{name}")
            .Concat(Cases.Where(name => Directory.Exists(PathOf($"golden/{name}/profiles"))).Select(name => $"golden/{name}/profiles"));

    /// <summary>Files of settings, as <c>--config</c> names them.</summary>
    public IEnumerable<string> Settings =>
        Directory.GetFiles(PathOf("settings")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Select(name => $"settings/{name}")
            .Concat(Cases.Select(name => $"golden/{name}/settings.yaml"));

    /// <summary>A file or folder of the record.</summary>
    /// <param name="name">Its name, with slashes.</param>
    public string PathOf(string name) => Path.Combine(Root, Version, name);

    /// <summary>A golden case as it was then, with today's built-in profiles beside its own.</summary>
    /// <param name="name">The case.</param>
    public GoldenCase Case(string name) => GoldenCase.At(PathOf($"golden/{name}"));

    /// <summary>A file of a golden case; <see langword="null"/> when there is none.</summary>
    /// <param name="name">The case.</param>
    /// <param name="file">The file.</param>
    public string? CaseFile(string name, string file) => PathOf($"golden/{name}/{file}") is var path && Path.Exists(path) ? path : null;

    /// <summary>What the release was given in a folder of <see cref="Manifests"/>.</summary>
    /// <param name="folder">The folder.</param>
    public string Original(string folder) =>
        Directory.GetFiles(PathOf(folder)).Single(path => Path.GetFileName(path) is "pod.yaml" or "manifest.yaml" or "manifest.json");

    /// <summary>What <c>injector inject</c> printed for it; <see langword="null"/> when that was nothing, or the same bytes.</summary>
    /// <param name="folder">The folder.</param>
    public string? Injected(string folder) =>
        Path.Combine(PathOf(folder), $"injected{Path.GetExtension(Original(folder))}") is var path && File.Exists(path) ? path : null;

    /// <summary>The arguments with which a manifest was injected, beside the manifest itself.</summary>
    /// <param name="folder">The folder.</param>
    public IReadOnlyList<string> Arguments(string folder)
    {
        if (!folder.StartsWith("golden/", StringComparison.Ordinal))
        {
            return [];
        }

        var name = folder["golden/".Length..];
        List<string> arguments = ["--config", PathOf($"{folder}/settings.yaml"), "--namespace", Case(name).Namespace];
        if (CaseFile(name, "profiles") is { } profiles)
        {
            arguments.AddRange(["--profiles", profiles]);
        }

        if (CaseFile(name, "namespace.yaml") is { } manifest)
        {
            arguments.AddRange(["--namespaces", manifest]);
        }

        return arguments;
    }

    private static IEnumerable<string> Listed(string folder) =>
        Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
