using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Injector.Certificates;

/// <summary>Joins a certificate with its private key from PEM text.</summary>
internal static class PrivateKeyPem
{
    /// <summary>rsaEncryption (RFC 8017, appendix C).</summary>
    private const string RsaKey = "1.2.840.113549.1.1.1";

    internal static bool TryAttach(
        X509Certificate2 leaf,
        PemSource certificates,
        PemSource key,
        [NotNullWhen(true)] out X509Certificate2? joined,
        [NotNullWhen(false)] out string? error)
    {
        joined = null;
        var text = Encoding.UTF8.GetString(key.Content.Span);
        error = KeyBlockError(key.Name, text);
        if (error is not null)
        {
            return false;
        }

        try
        {
            using var publicKey = PublicKeyOf.Read(leaf);
            if (publicKey is null)
            {
                error = $"the first certificate in {certificates.Name} holds a damaged public key, or one on an unknown curve: use P-256, P-384 or RSA.";
                return false;
            }

            joined = publicKey.Join(text);
            error = joined is null ? Mismatch(certificates.Name, key.Name) : null;
        }
        catch (NotSupportedException)
        {
            error = $"{certificates.Name} holds a key of the algorithm {leaf.PublicKey.Oid.FriendlyName ?? leaf.PublicKey.Oid.Value}, "
                + "which cannot be served: use an ECDSA or RSA key.";
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            error = $"{key.Name} holds a key that cannot be read as the {(leaf.PublicKey.Oid.Value == RsaKey ? "RSA" : "ECDSA")} key of the certificate in "
                + $"{certificates.Name}: it is damaged or of another kind.";
        }

        return joined is not null;
    }

    private static string Mismatch(string certificates, string key) =>
        $"{key} does not belong to the first certificate in {certificates}: both must come from one issue, and the serving certificate must stand first.";

    private static string? KeyBlockError(string name, string text)
    {
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return $"{name} holds an encrypted key: decrypt it first, for example with 'openssl pkey'.";
        }

        return text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
            ? null
            : $"{name} holds no private key: expected a block that begins with '-----BEGIN PRIVATE KEY-----'.";
    }

    /// <summary>The public key of a certificate, for the supported algorithms.</summary>
    private sealed class PublicKeyOf(X509Certificate2 certificate, ECDsa? ecdsa, RSA? rsa) : IDisposable
    {
        private readonly ECDsa? _ecdsa = ecdsa;
        private readonly RSA? _rsa = rsa;

        /// <summary>The key; <see langword="null"/> when it is damaged.</summary>
        internal static PublicKeyOf? Read(X509Certificate2 certificate)
        {
            try
            {
                return new PublicKeyOf(certificate, certificate.GetECDsaPublicKey(), certificate.GetRSAPublicKey());
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        public void Dispose()
        {
            _ecdsa?.Dispose();
            _rsa?.Dispose();
        }

        internal X509Certificate2? Join(string pem)
        {
            if (_ecdsa is not null)
            {
                using var key = ECDsa.Create();
                key.ImportFromPem(pem);
                return Same(_ecdsa, key) ? certificate.CopyWithPrivateKey(key) : null;
            }

            if (_rsa is not null)
            {
                using var key = RSA.Create();
                key.ImportFromPem(pem);
                return Same(_rsa, key) ? certificate.CopyWithPrivateKey(key) : null;
            }

            throw new NotSupportedException();
        }

        private static bool Same(AsymmetricAlgorithm one, AsymmetricAlgorithm other) =>
            one.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.ExportSubjectPublicKeyInfo());
    }
}

/// <summary>Writes the private key of a certificate as text.</summary>
internal static class KeyText
{
    /// <summary>The key as PKCS#8 PEM.</summary>
    /// <exception cref="NotSupportedException">The certificate has no private key of a supported algorithm.</exception>
    internal static string Of(X509Certificate2 certificate)
    {
        using var ecdsa = certificate.GetECDsaPrivateKey();
        using var rsa = certificate.GetRSAPrivateKey();
        var pem = ecdsa?.ExportPkcs8PrivateKeyPem() ?? rsa?.ExportPkcs8PrivateKeyPem()
            ?? throw new NotSupportedException($"The certificate {certificate.Subject} has no ECDSA or RSA key.");
        return pem + "\n";
    }
}
