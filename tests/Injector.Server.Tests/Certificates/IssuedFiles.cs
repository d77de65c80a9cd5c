using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;
using Injector.Server.Options;

namespace Injector.Server.Tests.Certificates;

/// <summary>A serving certificate and its key in files, signed by an authority of its own, made at run time.</summary>
internal sealed record IssuedFiles(string CertificateFile, string KeyFile, string AuthorityPem, string SerialNumber)
{
    internal static IssuedFiles Write(TemporaryFolder folder, string name, TimeProvider? time = null, TimeSpan? lifetime = null)
    {
        using var authority = CertificateAuthority.Create("test authority", TimeSpan.FromDays(30), time ?? TimeProvider.System);
        return Write(folder, name, authority, lifetime ?? TimeSpan.FromDays(1));
    }

    internal static IssuedFiles Write(TemporaryFolder folder, string name, CertificateAuthority authority, TimeSpan lifetime)
    {
        using var pair = authority.Issue(ServerNames.Local("localhost"), lifetime);
        using var key = pair.Leaf.GetECDsaPrivateKey()!;
        return new IssuedFiles(
            folder.Write($"{name}.crt", pair.Leaf.ExportCertificatePem()), folder.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            authority.CertificatePem, pair.Leaf.SerialNumber);
    }

    internal ServerOptions In(ServerOptions options) => options with { TlsCertificateFile = CertificateFile, TlsKeyFile = KeyFile };

    /// <summary>Puts these files in the place of others, each file whole.</summary>
    internal void Replace(IssuedFiles other)
    {
        File.Copy(CertificateFile, other.CertificateFile, overwrite: true);
        File.Copy(KeyFile, other.KeyFile, overwrite: true);
    }
}
