using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates;

/// <summary>Writes the private key of a certificate as text.</summary>
internal static class KeyText
{
    /// <summary>The key as PKCS#8 PEM.</summary>
    /// <exception cref="NotSupportedException">The certificate has no private key of an algorithm that is served.</exception>
    internal static string Of(X509Certificate2 certificate)
    {
        using var ecdsa = certificate.GetECDsaPrivateKey();
        using var rsa = certificate.GetRSAPrivateKey();
        var pem = ecdsa?.ExportPkcs8PrivateKeyPem() ?? rsa?.ExportPkcs8PrivateKeyPem()
            ?? throw new NotSupportedException($"The certificate {certificate.Subject} has no ECDSA or RSA key.");
        return pem + "\n";
    }
}
