using Injector.Kubernetes.Api;
using Injector.Kubernetes.Models;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// One Secret that several processes write: a write succeeds only if the Secret has not changed since it was read. Requires permission to get, create and
/// update it.
/// </summary>
public sealed class SecretStore(ApiClient server, ObjectName name)
{
    /// <summary>Display name of the Secret.</summary>
    public string Label => $"Secret {name}";

    private ICoreV1Operations Core => server.Client.CoreV1;

    /// <summary>Reads the Secret.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<SecretContent> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new SecretContent(await Core.ReadNamespacedSecretAsync(name.Name, name.Namespace, cancellationToken: cancellationToken));
        }
        catch (HttpOperationException refused)
        {
            return refused.Status() is { IsNotFound: false } status ? throw new RefusedException($"read {Label}", status) : SecretContent.None;
        }
    }

    /// <summary>Replaces its data; labels, type and other annotations stay.</summary>
    /// <param name="read">The content when last read.</param>
    /// <param name="texts">The new data.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="annotations">Annotations to set, or to remove where the value is <see langword="null"/>. Default: none.</param>
    /// <returns>Whether it was written; <see langword="false"/> if it has been changed, created or deleted since.</returns>
    /// <exception cref="ApiUnreachableException">The server did not answer; the data may have been written nevertheless.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<bool> WriteAsync(SecretContent read, IReadOnlyDictionary<string, byte[]> texts, CancellationToken cancellationToken, params IEnumerable<(string Key, string? Value)> annotations)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(texts);
        var secret = read.Read is { } old ? OwnedObjects.Copy(old) : New();
        secret.Data = new SortedDictionary<string, byte[]>(texts.ToDictionary(), StringComparer.Ordinal);
        ArgumentNullException.ThrowIfNull(annotations);
        foreach (var (key, value) in annotations)
        {
            secret.Metadata.Annotations ??= new Dictionary<string, string>();
            secret.Metadata.Annotations.Remove(key);
            if (value is not null)
            {
                secret.Metadata.Annotations[key] = value;
            }
        }

        try
        {
            _ = read.Exists
                ? await Core.ReplaceNamespacedSecretAsync(secret, name.Name, name.Namespace, cancellationToken: cancellationToken)
                : await Core.CreateNamespacedSecretAsync(secret, name.Namespace, cancellationToken: cancellationToken);
            return true;
        }
        catch (HttpOperationException refused)
        {
            var status = refused.Status();
            return status.IsConflict || (status.IsNotFound && read.Exists) ? false : throw new RefusedException($"write {Label}", status);
        }
    }

    private V1Secret New() => new()
    {
        ApiVersion = V1Secret.KubeApiVersion,
        Kind = V1Secret.KubeKind,
        Metadata = new V1ObjectMeta { Name = name.Name, NamespaceProperty = name.Namespace },
        Type = "kubernetes.io/tls",
    };
}
