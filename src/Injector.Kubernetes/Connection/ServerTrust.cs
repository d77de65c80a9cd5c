using System.Security.Cryptography.X509Certificates;

namespace Injector.Kubernetes.Connection;

/// <summary>Decides which server certificates are accepted.</summary>
internal sealed class ServerTrust
{
    private readonly FreshFile? _file;
    private readonly string? _pem;

    private ServerTrust(FreshFile? file, string? pem, string? serverName, bool takesAny)
    {
        _file = file;
        _pem = pem;
        ServerName = serverName;
        TakesAny = takesAny;
    }

    /// <summary>The name that the certificate must have if it differs from the address.</summary>
    internal string? ServerName { get; }

    /// <summary>Whether any certificate is accepted; only at the user's explicit request.</summary>
    internal bool TakesAny { get; }

    /// <summary>The authorities in a file, reread as it changes: an authority can be replaced while we run.</summary>
    internal static ServerTrust InFile(FreshFile file, string? serverName) => new(file, null, serverName, false);

    internal static ServerTrust InPem(string pem, string? serverName) => new(null, pem, serverName, false);

    /// <summary>The authorities that the machine trusts.</summary>
    internal static ServerTrust OfMachine(string? serverName) => new(null, null, serverName, false);

    internal static ServerTrust InAnybody(string? serverName) => new(null, null, serverName, true);

    /// <summary>Whether the text contains at least one certificate.</summary>
    internal static bool IsPem(string text)
    {
        try
        {
            return Read(text).Count > 0;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    /// <summary>How a chain is verified; <see langword="null"/> for the machine's defaults.</summary>
    internal X509ChainPolicy? ChainPolicy()
    {
        if ((_file?.Text() ?? _pem) is not { } pem)
        {
            return null;
        }

        // A cluster's own authority publishes no revocation list.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Read(pem));
        return policy;
    }

    private static X509Certificate2Collection Read(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }
}
