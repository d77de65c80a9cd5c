using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;
using Injector.Server;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>A serving certificate in files, made at run time, so that a server can be started again with the same.</summary>
internal sealed class ServingFiles : IDisposable
{
    private readonly DirectoryInfo _folder;

    private ServingFiles(DirectoryInfo folder, string authorityPem)
    {
        _folder = folder;
        AuthorityPem = authorityPem;
    }

    internal string AuthorityPem { get; }

    internal string CertificatePem => File.ReadAllText(PathOf("tls.crt"));

    /// <summary>Makes the files.</summary>
    /// <param name="name">A name in the certificate beside those of this machine.</param>
    internal static ServingFiles Create(string name = "localhost")
    {
        using var certificate = ThrowAwayCertificate.Create(name, TimeProvider.System);
        using var key = certificate.Pair.Leaf.GetECDsaPrivateKey()!;
        var files = new ServingFiles(Directory.CreateTempSubdirectory("injector-serving-"), certificate.AuthorityPem);
        File.WriteAllText(files.PathOf("tls.crt"), certificate.Pair.Leaf.ExportCertificatePem());
        File.WriteAllText(files.PathOf("tls.key"), key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    internal ServerOptions In(ServerOptions options) => options with { TlsCertificateFile = PathOf("tls.crt"), TlsKeyFile = PathOf("tls.key") };

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
