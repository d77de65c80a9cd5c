using Injector.Testing;

namespace Injector.EndToEnd.Tests.Manifests;

/// <summary>The manifests under <c>deploy</c>, found by listing the folder.</summary>
public static class DeployedFiles
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy");

    // What kustomize reads itself is no manifest.
    public static TheoryData<string> OfInjector => [.. In("base").Where(file => !Path.GetFileName(file).StartsWith("kustomiz", StringComparison.Ordinal))];

    public static TheoryData<string> Examples => [.. In("examples")];

    /// <summary>A file's text as the given server can take it.</summary>
    public static string For(Version server, string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        return ForServer.Adapt(server, text);
    }

    private static IEnumerable<string> In(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, folder), "*.yaml").Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);
}
