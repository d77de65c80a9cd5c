namespace Injector.Testing;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds <c>Injector.sln</c>.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Injector.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Injector.sln above {AppContext.BaseDirectory}");
    }
}
