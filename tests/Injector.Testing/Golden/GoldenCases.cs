namespace Injector.Testing.Golden;

/// <summary>All golden cases, found by listing their folder.</summary>
public static class GoldenCases
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "tests", "golden");

    /// <summary>Names of the cases, as data of a theory.</summary>
    public static IEnumerable<object[]> Names =>
        Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).Select(name => new object[] { name });
}
