using Injector.Testing;

namespace Injector.EndToEnd.Tests.Manifests;

/// <summary>The manifests under <c>deploy</c>, found by listing the folder.</summary>
public static class DeployedFiles
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy");

    public static TheoryData<string> OfInjector => [.. In("")];

    public static TheoryData<string> Examples => [.. In("examples")];

    /// <summary>A file's text as the given server can take it.</summary>
    public static string For(Version server, string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        // Disruption budgets came to policy/v1 with 1.21; the fields used here are the same before.
        return server < new Version(1, 21) ? text.Replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", StringComparison.Ordinal) : text;
    }

    private static IEnumerable<string> In(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, folder), "*.yaml").Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);
}
