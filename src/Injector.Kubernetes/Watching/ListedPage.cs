using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Kubernetes.Watching;

/// <summary>A page of a list.</summary>
/// <param name="Items">The converted objects.</param>
/// <param name="ResourceVersion">The version from which a watch continues.</param>
/// <param name="Continue">Token for the next page; empty on the last one.</param>
internal sealed record ListedPage<T>(List<T> Items, string ResourceVersion, string Continue)
{
    /// <exception cref="JsonException">It is not a list.</exception>
    internal static ListedPage<T> Read(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(body, WatchLines.AnyDepth);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The answer is not a list.");
        }

        var version = metadata.TextOf("resourceVersion");
        if (version.Length == 0)
        {
            throw new JsonException("The list has no resourceVersion.");
        }

        var items = new List<T>();
        if (root.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            items.EnsureCapacity(list.GetArrayLength());
            foreach (var item in list.EnumerateArray())
            {
                items.Add(read(item));
            }
        }

        return new ListedPage<T>(items, version, metadata.TextOf("continue"));
    }
}
