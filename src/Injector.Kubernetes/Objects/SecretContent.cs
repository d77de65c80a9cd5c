using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Objects;

/// <summary>A Secret as it was read.</summary>
/// <param name="Texts">Its data, decoded, by key. A value that is not base64 is left out.</param>
/// <param name="Read">The object as it came; <see langword="null"/> when there is none.</param>
public sealed record SecretContent(ImmutableSortedDictionary<string, byte[]> Texts, JsonObject? Read)
{
    internal static SecretContent None { get; } = new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal), null);

    /// <summary>Changes with every change of the Secret; <see langword="null"/> when there is none.</summary>
    public string? Version => Read?["metadata"]?["resourceVersion"]?.GetValue<string>();

    /// <summary>Whether there is such a Secret.</summary>
    public bool Exists => Read is not null;
}
