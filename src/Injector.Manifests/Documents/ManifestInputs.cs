using System.IO.Enumeration;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>Turns the arguments of <c>-f</c> into inputs: files, folders, and <c>-</c> for the standard input.</summary>
internal static class ManifestInputs
{
    /// <summary>How the standard input is called in messages.</summary>
    public const string StandardInput = "stdin";

    /// <summary>Largest input that is read, in bytes: some hundred thousand pods. A stream may never end.</summary>
    private const int MaxLength = 512 * 1024 * 1024;

    /// <summary>Largest input, in bytes, of a file that states no length, as those of <c>/proc</c> and devices.</summary>
    private const int MaxUnstatedLength = 16 * 1024 * 1024;

    private static readonly string[] Descriptors = ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"];

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Reads all inputs in the order of the arguments; the files of a folder in ordinal order of their paths.</summary>
    /// <param name="paths">The arguments.</param>
    /// <param name="standardInput">The standard input, read at most once.</param>
    /// <exception cref="DocumentException">Paths do not exist or cannot be read, which is told of each, or the standard input is given twice.</exception>
    public static List<ManifestSource> Read(IReadOnlyList<string> paths, Stream standardInput)
    {
        if (paths.Count(path => path == "-") > 1)
        {
            throw new DocumentException("-f -", TextPosition.None, "the standard input can be read only once");
        }

        if (paths.FirstOrDefault(path => path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) is { } url)
        {
            throw new DocumentException(url, TextPosition.None, $"is an address on the network, which is not read; write: curl -fsSL {url} | injector inject -f -");
        }

        var files = DocumentException.ForEach(paths, path => path == "-" ? [path] : Files(path)).SelectMany(file => file);
        return DocumentException.ForEach(files, file => file == "-" ? ReadStream(standardInput) : ReadFile(file));
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="DocumentException">It does not exist or cannot be read.</exception>
    public static ManifestSource ReadFile(string path)
    {
        try
        {
            // What a shell hands over as a file, such as <(helm template .), is a pipe by intent.
            if (Descriptors.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
            {
                using var descriptor = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
                return new ManifestSource(path, ReadToEnd(descriptor, path));
            }

            return new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length switch
            {
                0 when IsPipe(path) => throw new DocumentException(path, TextPosition.None, "is a pipe or a device, not a file: hand it over as the standard input, with -f -"),
                0 => new ManifestSource(path, ReadUnstated(path)),
                > MaxLength => throw TooLarge(path),
                _ => new ManifestSource(path, File.ReadAllBytes(path)),
            };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DocumentException(path, TextPosition.None, "there is no such file or folder");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DocumentException(path.Length > 0 ? path : "''", TextPosition.None, $"cannot be read: {exception.Message}");
        }
    }

    private static List<string> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        // ".." prefixes are the hidden folders of a mounted ConfigMap, which hold everything a second time.
        var files = new FileSystemEnumerable<string>(path, (ref entry) => entry.ToSpecifiedFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json")
            .Where(file => !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith("..", StringComparison.Ordinal)))
            .Where(file => StaysWithin(path, file))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new DocumentException(path, TextPosition.None, "the folder holds no file that ends in .yaml, .yml or .json");
    }

    /// <summary>Whether a file is no link out of the folder that was named; the files of a mounted ConfigMap are links within it.</summary>
    private static bool StaysWithin(string folder, string file) =>
        File.ResolveLinkTarget(file, returnFinalTarget: true) is not { } target
        || (target.Exists && target.FullName.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static byte[] ReadUnstated(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return ReadToEnd(stream, path, MaxUnstatedLength);
    }

    // Nothing has a length that is no file. A pipe without a writer cannot be opened for reading without waiting, but for reading and writing.
    private static bool IsPipe(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ManifestSource ReadStream(Stream stream) => new(StandardInput, ReadToEnd(stream, StandardInput));

    private static byte[] ReadToEnd(Stream stream, string name, int limit = MaxLength)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        try
        {
            while (stream.Read(buffer) is var count and > 0)
            {
                copy.Write(buffer, 0, count);
                if (copy.Length > limit)
                {
                    throw TooLarge(name, limit);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(name, TextPosition.None, $"cannot be read: {exception.Message}");
        }

        return copy.ToArray();
    }

    private static DocumentException TooLarge(string name, int limit = MaxLength) => new(name, TextPosition.None, $"is larger than {limit / 1024 / 1024} MiB");
}
