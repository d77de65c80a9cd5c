using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Injector.Certificates;

/// <summary>Reads a certificate chain and its key from PEM text and says exactly what is wrong with them.</summary>
public static class CertificatePairReader
{
    /// <summary>Reads a pair from the content of two files.</summary>
    /// <param name="certificates">The certificate file: the serving certificate first, then its intermediates.</param>
    /// <param name="key">The key file: PKCS#8, SEC 1 or PKCS#1, not encrypted.</param>
    /// <param name="pair">The pair; the caller disposes of it.</param>
    /// <param name="error">Which file is wrong, and what to do; <see langword="null"/> on success.</param>
    public static bool TryRead(
        PemSource certificates,
        PemSource key,
        [NotNullWhen(true)] out CertificatePair? pair,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(key);
        pair = null;
        if (!TryReadChain(certificates, out var chain, out error))
        {
            return false;
        }

        if (PrivateKeyPem.TryAttach(chain[0], certificates, key, out var leaf, out error))
        {
            chain[0].Dispose();
            pair = new CertificatePair(leaf, chain.RemoveAt(0));
            return true;
        }

        foreach (var certificate in chain)
        {
            certificate.Dispose();
        }

        return false;
    }

    /// <summary>Reads the certificates of a file, for example a bundle of authorities.</summary>
    /// <param name="source">The file.</param>
    /// <param name="chain">At least one certificate; the caller disposes of them.</param>
    /// <param name="error">What is wrong; <see langword="null"/> on success.</param>
    public static bool TryReadChain(
        PemSource source, out ImmutableArray<X509Certificate2> chain, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(source);
        chain = [];
        var collection = new X509Certificate2Collection();
        try
        {
            collection.ImportFromPem(Encoding.UTF8.GetString(source.Content.Span));
        }
        catch (CryptographicException)
        {
            error = $"{source.Name} holds a certificate block that cannot be decoded: write it again from its source, as PEM.";
            return false;
        }

        if (collection.Count == 0)
        {
            error = $"{source.Name} holds no certificate: expected a block that begins with '-----BEGIN CERTIFICATE-----'.";
            return false;
        }

        chain = [.. collection];
        error = null;
        return true;
    }
}

/// <summary>PEM text with its display name.</summary>
/// <param name="Name">File name for messages.</param>
/// <param name="Content">The bytes of the file.</param>
public sealed record PemSource(string Name, ReadOnlyMemory<byte> Content);
