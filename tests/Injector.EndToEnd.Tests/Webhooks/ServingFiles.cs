using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;
using Injector.Server.Options;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>A serving certificate in files, made at run time, so that a server can be started again with the same.</summary>
internal sealed class ServingFiles : IDisposable
{
    private readonly DirectoryInfo _folder;

    private ServingFiles(DirectoryInfo folder) => _folder = folder;

    /// <summary>The authority of the certificate that is in the files now.</summary>
    internal string AuthorityPem { get; private set; } = "";

    internal string CertificatePath => PathOf("tls.crt");

    internal string KeyPath => PathOf("tls.key");

    internal string CertificatePem => File.ReadAllText(CertificatePath);

    /// <summary>Makes the files.</summary>
    /// <param name="name">A name in the certificate beside those of this machine.</param>
    internal static ServingFiles Create(string name = "localhost")
    {
        using var certificate = EphemeralCertificate.Create(name, TimeProvider.System);
        var files = new ServingFiles(Directory.CreateTempSubdirectory("injector-serving-"));
        files.Put(certificate);
        return files;
    }

    /// <summary>Puts another certificate, of another authority, in place of the one that is there.</summary>
    internal void Put(EphemeralCertificate certificate)
    {
        using var key = certificate.Pair.Leaf.GetECDsaPrivateKey()!;
        File.WriteAllText(CertificatePath, certificate.Pair.Leaf.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
        AuthorityPem = certificate.AuthorityPem;
    }

    internal ServerOptions In(ServerOptions options) => options with { TlsCertificateFile = CertificatePath, TlsKeyFile = KeyPath };

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
