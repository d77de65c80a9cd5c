using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Models;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>What the replicas share.</summary>
/// <param name="Version">Changes with every write.</param>
/// <param name="Authorities">The authorities that clients have to trust, as PEM, the present one first.</param>
/// <param name="Leaf">The serving certificate, as PEM.</param>
internal sealed record SecretTexts(string Version, string Authorities, string Leaf)
{
    /// <summary>Names of all texts.</summary>
    internal required IReadOnlyList<string> Keys { get; init; }

    internal string LeafSerialNumber => Certificate(Leaf).SerialNumber;

    internal int AuthorityCount
    {
        get
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPem(Authorities);
            return all.Count;
        }
    }

    /// <summary>The present authority alone, as PEM.</summary>
    internal string Authority => Certificate(Authorities).ExportCertificatePem();

    internal DateTimeOffset LeafNotBefore => Certificate(Leaf).NotBefore.ToUniversalTime();

    internal static SecretTexts Of(V1Secret secret)
    {
        var data = secret.Data ?? new Dictionary<string, byte[]>();
        string Text(string key) => data.TryGetValue(key, out var bytes) ? Encoding.UTF8.GetString(bytes) : "";
        return new SecretTexts(secret.Metadata.ResourceVersion, Text("ca.crt"), Text("tls.crt"))
        {
            Keys = [.. data.Keys.Order(StringComparer.Ordinal)],
        };
    }

    private static X509Certificate2 Certificate(string pem) => X509Certificate2.CreateFromPem(pem);
}
