using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;
using Injector.Server.Options;

namespace Injector.Server.Certificates;

/// <summary>The files of the HTTPS endpoint; each may be absent.</summary>
/// <param name="Certificate">PEM of the serving certificate and its intermediates.</param>
/// <param name="Key">PEM of its key.</param>
/// <param name="ClientCa">PEM of the authorities of client certificates.</param>
internal sealed record TlsFiles(string? Certificate, string? Key, string? ClientCa)
{
    internal bool Any => Certificate is not null || ClientCa is not null;

    internal static TlsFiles From(ServerOptions options) => new(options.TlsCertificateFile, options.TlsKeyFile, options.ClientCaFile);

    /// <summary>Reads all files together.</summary>
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

/// <summary>The bytes of the files of the HTTPS endpoint at one moment.</summary>
internal sealed class TlsFileContent(TlsFiles files, byte[] certificate, byte[] key, byte[] clientCa)
{
    /// <summary>Whether the bytes are the same. Timestamps and names of files prove nothing: Kubernetes swaps a symbolic link, and copies keep timestamps.</summary>
    internal bool IsSame(TlsFileContent other) =>
        certificate.AsSpan().SequenceEqual(other.CertificateBytes) && key.AsSpan().SequenceEqual(other.KeyBytes)
        && clientCa.AsSpan().SequenceEqual(other.ClientCaBytes);

    private ReadOnlySpan<byte> CertificateBytes => certificate;

    private ReadOnlySpan<byte> KeyBytes => key;

    private ReadOnlySpan<byte> ClientCaBytes => clientCa;

    internal bool TryDecode([NotNullWhen(true)] out DecodedTls? decoded, [NotNullWhen(false)] out string? error)
    {
        decoded = null;
        error = null;
        CertificatePair? pair = null;
        if (files is { Certificate: { } certificateFile, Key: { } keyFile }
            && !CertificatePairReader.TryRead(new PemSource(certificateFile, certificate), new PemSource(keyFile, key), out pair, out error))
        {
            return false;
        }

        if (files.ClientCa is null)
        {
            decoded = new DecodedTls(pair, []);
            return true;
        }

        if (!CertificatePairReader.TryReadChain(new PemSource(files.ClientCa, clientCa), out var authorities, out error))
        {
            pair?.Dispose();
            return false;
        }

        decoded = new DecodedTls(pair, authorities);
        return true;
    }
}

/// <summary>The decoded files of the HTTPS endpoint.</summary>
/// <param name="Pair">The serving certificate; <see langword="null"/> when it has no file.</param>
/// <param name="ClientAuthorities">Authorities of client certificates.</param>
internal sealed record DecodedTls(CertificatePair? Pair, ImmutableArray<X509Certificate2> ClientAuthorities);
