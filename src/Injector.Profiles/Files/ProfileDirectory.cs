using System.Collections.Immutable;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Files;

/// <summary>The profile files of a directory at one point in time, as bytes.</summary>
/// <param name="Exists">Whether the directory could be listed at all.</param>
/// <param name="Files">The files in ordinal order.</param>
/// <param name="Errors">Errors about files that could not be read.</param>
internal sealed record ProfileDirectory(bool Exists, ImmutableArray<ProfileDirectory.Entry> Files, ImmutableArray<ProfileError> Errors)
{
    /// <summary>A file.</summary>
    /// <param name="Name">Path of the file: the directory as it was given, and the file's name.</param>
    /// <param name="Content">The bytes; <see langword="null"/> when they could not be read.</param>
    internal sealed record Entry(string Name, byte[]? Content);

    /// <summary>Reads a directory. Anything that cannot be read becomes an error, never an exception.</summary>
    internal static ProfileDirectory Read(string directory)
    {
        var errors = ImmutableArray.CreateBuilder<ProfileError>();
        if (Try(directory, errors, () => Directory.GetFiles(directory)) is not { } paths)
        {
            return new ProfileDirectory(false, [], errors.ToImmutable());
        }

        var files = paths
            .Where(path => ProfileFiles.IsProfileFile(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .Select(path => new Entry(path, Try(path, errors, () => ReadBytes(path))))
            .ToImmutableArray();
        return new ProfileDirectory(true, files, errors.ToImmutable());
    }

    /// <summary>Reads at most one byte over the limit, which is enough to reject a file.</summary>
    private static byte[] ReadBytes(string path)
    {
        using var stream = File.OpenRead(path);
        var buffer = new byte[Math.Min(stream.Length, ProfileText.MaxTextBytes) + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }

    private static T? Try<T>(string path, ImmutableArray<ProfileError>.Builder errors, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ProfileError(path, 0, 0, "", $"cannot be read: {wrong.Message}"));
            return null;
        }
    }
}
