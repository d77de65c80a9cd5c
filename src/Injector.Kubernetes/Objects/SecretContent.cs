using System.Collections.Immutable;
using k8s.Models;

namespace Injector.Kubernetes.Objects;

/// <summary>The content of a Secret when it was read.</summary>
public sealed class SecretContent
{
    internal SecretContent(V1Secret? read)
    {
        Read = read;
        Texts = (read?.Data ?? new Dictionary<string, byte[]>()).Where(pair => pair.Value is not null).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Its data by key, decoded. Values that are not base64 are omitted.</summary>
    public ImmutableSortedDictionary<string, byte[]> Texts { get; }

    /// <summary>The resource version, which differs after every change; <see langword="null"/> when the Secret does not exist.</summary>
    public string? Version => Read?.Metadata?.ResourceVersion;

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations => Read?.Metadata?.Annotations?.AsReadOnly() ?? (IReadOnlyDictionary<string, string>)ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether the Secret exists.</summary>
    public bool Exists => Read is not null;

    internal static SecretContent None { get; } = new(null);

    /// <summary>The object as received; <see langword="null"/> when it does not exist.</summary>
    internal V1Secret? Read { get; }
}
