using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Testing.ControlPlane;

/// <summary>Trusts the one authority that kube-apiserver made for itself, and no other.</summary>
internal static class ServingCertificateTrust
{
    /// <summary>The certificates that the server wrote, or <see langword="null"/> as long as it has not written them whole.</summary>
    public static X509Certificate2Collection? TryRead(string certificateFile)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(certificateFile);
        }
        catch (Exception exception) when (exception is IOException or CryptographicException)
        {
            return null;
        }

        return certificates.Count > 1 ? certificates : null;
    }

    public static HttpMessageHandler CreateHandler(X509Certificate2Collection certificates)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(certificates);
        return new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = { CertificateChainPolicy = policy },
            // Warning headers hold what a webhook wrote, in UTF-8.
            ResponseHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
        };
    }
}
