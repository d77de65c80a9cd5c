using System.Diagnostics.CodeAnalysis;
using Injector.Certificates;

namespace Injector.Server.Tls;

/// <summary>The bytes of the files of the HTTPS endpoint at one moment.</summary>
internal sealed class TlsFileContent(TlsFiles files, byte[] certificate, byte[] key, byte[] clientCa)
{
    /// <summary>
    /// Whether the bytes are the same. Times and names of files say nothing: Kubernetes swaps a symbolic link, and copies keep times.
    /// </summary>
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
