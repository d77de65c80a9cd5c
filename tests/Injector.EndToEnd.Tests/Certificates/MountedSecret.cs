using System.Globalization;
using Injector.Certificates;
using Injector.Server.Options;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>
/// A Secret of cert-manager's as the kubelet mounts it: the files are links through <c>..data</c>, which is swapped for a folder with the new ones, so
/// that certificate and key change at once.
/// </summary>
internal sealed class MountedSecret : IDisposable
{
    private readonly DirectoryInfo _mount = Directory.CreateTempSubdirectory("injector-mounted-");
    private int _edition;

    /// <summary>The serial number of the certificate in it.</summary>
    internal string SerialNumber { get; private set; } = "";

    /// <summary>Has another certificate come.</summary>
    internal void Bring(CertificateAuthority authority, ServerNames names)
    {
        using var pair = authority.Issue(names, TimeSpan.FromDays(90));
        var edition = string.Create(CultureInfo.InvariantCulture, $"..{++_edition}");
        var folder = _mount.CreateSubdirectory(edition).FullName;
        File.WriteAllText(Path.Combine(folder, "tls.crt"), pair.CertificatesPem);
        File.WriteAllText(Path.Combine(folder, "tls.key"), pair.KeyPem);

        // The kubelet renames a link over this one; replicas look at their files only when their clock goes on, so nobody sees the gap.
        if (_edition > 1)
        {
            Directory.Delete(PathOf("..data"));
        }

        Directory.CreateSymbolicLink(PathOf("..data"), edition);
        foreach (var name in new[] { "tls.crt", "tls.key" })
        {
            if (!File.Exists(PathOf(name)))
            {
                File.CreateSymbolicLink(PathOf(name), $"..data/{name}");
            }
        }

        SerialNumber = pair.Leaf.SerialNumber;
    }

    internal ServerOptions In(ServerOptions options) => options with
    {
        Certificates = CertificateMode.Files,
        TlsCertificateFile = PathOf("tls.crt"),
        TlsKeyFile = PathOf("tls.key"),
    };

    public void Dispose() => _mount.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_mount.FullName, name);
}
