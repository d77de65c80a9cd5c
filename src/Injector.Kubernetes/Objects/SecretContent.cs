using System.Collections.Immutable;
using k8s.Models;

namespace Injector.Kubernetes.Objects;

/// <summary>A Secret as it was read.</summary>
public sealed class SecretContent
{
    internal SecretContent(V1Secret? read)
    {
        Read = read;
        Texts = (read?.Data ?? new Dictionary<string, byte[]>()).Where(pair => pair.Value is not null).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Its data, decoded, by key. A value that is not base64 is left out.</summary>
    public ImmutableSortedDictionary<string, byte[]> Texts { get; }

    /// <summary>Changes with every change of the Secret; <see langword="null"/> when there is none.</summary>
    public string? Version => Read?.Metadata?.ResourceVersion;

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations => Read?.Metadata?.Annotations?.AsReadOnly() ?? (IReadOnlyDictionary<string, string>)ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether there is such a Secret.</summary>
    public bool Exists => Read is not null;

    internal static SecretContent None { get; } = new(null);

    /// <summary>The object as it came; <see langword="null"/> when there is none.</summary>
    internal V1Secret? Read { get; }
}
