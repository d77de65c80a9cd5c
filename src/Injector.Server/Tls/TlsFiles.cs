using System.Diagnostics.CodeAnalysis;

namespace Injector.Server.Tls;

/// <summary>The files that the HTTPS endpoint is made of; each may be absent.</summary>
/// <param name="Certificate">PEM of the serving certificate and its intermediates.</param>
/// <param name="Key">PEM of its key.</param>
/// <param name="ClientCa">PEM of the authorities of client certificates.</param>
internal sealed record TlsFiles(string? Certificate, string? Key, string? ClientCa)
{
    internal bool Any => Certificate is not null || ClientCa is not null;

    internal static TlsFiles From(ServerOptions options) => new(options.TlsCertificateFile, options.TlsKeyFile, options.ClientCaFile);

    /// <summary>Reads all files at one moment.</summary>
    internal bool TryRead([NotNullWhen(true)] out TlsFileContent? content, [NotNullWhen(false)] out string? error)
    {
        content = null;
        error = null;
        try
        {
            content = new TlsFileContent(this, Bytes(Certificate), Bytes(Key), Bytes(ClientCa));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = $"A file of the HTTPS endpoint cannot be read: {exception.Message}";
            return false;
        }
    }

    private static byte[] Bytes(string? path) => path is null ? [] : File.ReadAllBytes(path);
}
