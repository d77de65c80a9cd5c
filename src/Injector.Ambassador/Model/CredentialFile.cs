namespace Injector.Ambassador.Model;

/// <summary>A file from a Secret or ConfigMap of the pod's namespace.</summary>
/// <param name="IsSecret">Whether the object is a Secret rather than a ConfigMap.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Key">Key in it.</param>
internal sealed record CredentialFile(bool IsSecret, string Name, string Key)
{
    /// <summary>Directory of the sidecar that contains all of them.</summary>
    public const string Directory = "/etc/ambassador-tls";

    /// <summary>Key of certificates in Secrets of type <c>kubernetes.io/tls</c>.</summary>
    public const string CertificateKey = "tls.crt";

    private const string KeyKey = "tls.key";

    /// <summary>Path below <see cref="Directory"/>. A key is beside its certificate under the name that HAProxy expects.</summary>
    public string Path => $"{(IsSecret ? "secret" : "configmap")}/{Name}/{(Key == KeyKey ? $"{CertificateKey}.key" : Key)}";

    /// <summary>Path in the sidecar.</summary>
    public string FullPath => $"{Directory}/{Path}";

    /// <summary>The certificate of a Secret.</summary>
    public static CredentialFile Certificate(string secret) => new(true, secret, CertificateKey);

    /// <summary>The key of that certificate.</summary>
    public static CredentialFile PrivateKey(string secret) => new(true, secret, KeyKey);
}
