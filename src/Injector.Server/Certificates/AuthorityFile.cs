using Injector.Server.Options;

namespace Injector.Server.Certificates;

/// <summary>The file with the ephemeral authority's certificate, for clients to trust. A file in the temporary directory is deleted when the server stops.</summary>
internal sealed class AuthorityFile : IDisposable
{
    private readonly string? _directory;

    private AuthorityFile(string path, string? directory)
    {
        Path = path;
        _directory = directory;
    }

    internal string Path { get; }

    internal static AuthorityFile Write(string? path, string pem)
    {
        var file = path;
        try
        {
            // A new directory with a random name: in a shared /tmp, a predictable name could be a symbolic link planted by another user.
            var directory = path is null ? Directory.CreateTempSubdirectory("injector-").FullName : null;
            file ??= System.IO.Path.Combine(directory!, "ca.pem");
            File.WriteAllText(file, pem);
            return new AuthorityFile(file, directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"writeCaFile: the throw-away authority cannot be written to {(file is null ? $"the temporary directory {System.IO.Path.GetTempPath()}" : $"'{file}'")}: " +
                $"{exception.Message}. Name a file that can be written, or a certificate with tlsCertificateFile",
                exception);
        }
    }

    public void Dispose()
    {
        if (_directory is not null && Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
