using System.IO.Enumeration;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>Resolves the arguments of <c>-f</c> to inputs: files, folders, and <c>-</c> for standard input.</summary>
internal static class ManifestInputs
{
    /// <summary>Name of standard input in messages.</summary>
    public const string StandardInput = "stdin";

    /// <summary>Max size of an input, in bytes: some hundred thousand pods. A stream may never end.</summary>
    private const int MaxLength = 512 * 1024 * 1024;

    /// <summary>Max size, in bytes, of an input from a file that reports no length, such as those in <c>/proc</c> and devices.</summary>
    private const int MaxUnstatedLength = 16 * 1024 * 1024;

    private static readonly string[] Descriptors = ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"];

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Reads all inputs in the order of the arguments; the files of a folder in ordinal order of their paths.</summary>
    /// <param name="paths">The arguments.</param>
    /// <param name="standardInput">Standard input, read at most once.</param>
    /// <exception cref="DocumentException">Paths do not exist or cannot be read, each of which is reported, or standard input is given twice.</exception>
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
            // A file passed by a shell, such as <(helm template .), is intended to be a pipe.
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

        // Names with the prefix ".." are hidden folders of a mounted ConfigMap, which contain everything a second time.
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

    /// <summary>Whether a file is not a link that leads out of the given folder; the files of a mounted ConfigMap are links within it.</summary>
    private static bool StaysWithin(string folder, string file) =>
        File.ResolveLinkTarget(file, returnFinalTarget: true) is not { } target
        || (target.Exists && target.FullName.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static byte[] ReadUnstated(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return ReadToEnd(stream, path, MaxUnstatedLength);
    }

    // A non-file has length zero. Opening a pipe without a writer blocks for reading, but not for reading and writing.
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
