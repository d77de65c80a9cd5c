namespace Injector.Ambassador.Model;

/// <summary>A file that a Secret or ConfigMap of the pod's namespace holds.</summary>
/// <param name="IsSecret">Whether it is a Secret, else a ConfigMap.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Key">Key in it.</param>
internal sealed record CredentialFile(bool IsSecret, string Name, string Key)
{
    /// <summary>Directory under which the sidecar finds all of them.</summary>
    public const string Directory = "/etc/ambassador-tls";

    /// <summary>Key of certificates in Secrets of type <c>kubernetes.io/tls</c>.</summary>
    public const string CertificateKey = "tls.crt";

    private const string KeyKey = "tls.key";

    /// <summary>Path below <see cref="Directory"/>. A key lies beside its certificate under the name that HAProxy looks for.</summary>
    public string Path => $"{(IsSecret ? "secret" : "configmap")}/{Name}/{(Key == KeyKey ? $"{CertificateKey}.key" : Key)}";

    /// <summary>Path in the sidecar.</summary>
    public string FullPath => $"{Directory}/{Path}";

    /// <summary>The certificate of a Secret.</summary>
    public static CredentialFile Certificate(string secret) => new(true, secret, CertificateKey);

    /// <summary>The key that belongs to it.</summary>
    public static CredentialFile PrivateKey(string secret) => new(true, secret, KeyKey);
}
