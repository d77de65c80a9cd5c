using Injector.Yaml.Nodes;

namespace Injector.Documents;

/// <summary>Turns the arguments of <c>-f</c> into inputs: files, folders, and <c>-</c> for the standard input.</summary>
internal static class ManifestInputs
{
    /// <summary>Reads all inputs in the order of the arguments; the files of a folder in ordinal order of their paths.</summary>
    /// <param name="paths">The arguments.</param>
    /// <param name="standardInput">The standard input, read at most once.</param>
    /// <exception cref="DocumentException">A path does not exist, cannot be read, or is given twice as standard input.</exception>
    public static List<ManifestSource> Read(IReadOnlyList<string> paths, Stream standardInput)
    {
        if (paths.Count(path => path == "-") > 1)
        {
            throw new DocumentException("-f -", TextPlace.None, "the standard input can be read only once");
        }

        if (paths.FirstOrDefault(path => path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) is { } url)
        {
            throw new DocumentException(url, TextPlace.None, $"is an address on the network, which is not read; write: curl -fsSL {url} | injector inject -f -");
        }

        return [.. paths.SelectMany(path => path == "-" ? [ReadStream(standardInput)] : Files(path).Select(ReadFile))];
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="DocumentException">It does not exist or cannot be read.</exception>
    public static ManifestSource ReadFile(string path)
    {
        try
        {
            return new ManifestSource(path, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DocumentException(path, TextPlace.None, "there is no such file or folder");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DocumentException(path.Length > 0 ? path : "''", TextPlace.None, $"cannot be read: {exception.Message}");
        }
    }

    private static List<string> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        // ".." prefixes are the hidden folders of a mounted ConfigMap, which hold everything a second time.
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json")
            .Where(file => !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith("..", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new DocumentException(path, TextPlace.None, "the folder holds no file that ends in .yaml, .yml or .json");
    }

    private static ManifestSource ReadStream(Stream stream)
    {
        using var copy = new MemoryStream();
        try
        {
            stream.CopyTo(copy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException("stdin", TextPlace.None, $"cannot be read: {exception.Message}");
        }

        return new ManifestSource("stdin", copy.ToArray());
    }
}
