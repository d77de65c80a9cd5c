using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Settings;

namespace Injector.Kubernetes.Namespaces;

/// <summary>Reads the parts of a namespace that decisions need: name, labels and annotations.</summary>
internal static class NamespaceReader
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <exception cref="JsonException">It has no name, or contains text that is not valid Unicode.</exception>
    internal static NamespaceFacts Read(JsonElement @object)
    {
        try
        {
            return ReadValid(@object);
        }
        catch (InvalidOperationException exception)
        {
            // Thrown for text that is not valid UTF-8 or UTF-16.
            throw new JsonException($"A namespace has text that is not valid Unicode: {exception.Message}", exception);
        }
    }

    private static NamespaceFacts ReadValid(JsonElement @object)
    {
        if (!@object.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object
            || !metadata.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
        {
            throw new JsonException("A namespace has no metadata.name.");
        }

        return new NamespaceFacts(name.GetString()!, Map(metadata, "labels"), Map(metadata, "annotations"));
    }

    private static ImmutableSortedDictionary<string, string> Map(JsonElement metadata, string name)
    {
        if (!metadata.TryGetProperty(name, out var map) || map.ValueKind != JsonValueKind.Object)
        {
            return Nothing;
        }

        var builder = Nothing.ToBuilder();
        foreach (var member in map.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
        {
            builder[member.Name] = member.Value.GetString()!;
        }

        return builder.ToImmutable();
    }
}
