using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s.Models;

namespace Injector.Kubernetes.Models;

/// <summary>
/// JSON of the objects that we own, in the library's models. Only these, because the library's own context contains every model of Kubernetes. Members that the
/// models do not know are kept, so that reading and writing loses nothing that a newer Injector or Kubernetes has added.
/// </summary>
internal static class OwnedObjects
{
    private static readonly JsonSerializerOptions Options = new(OwnedObjectsContext.Default.Options)
    {
        TypeInfoResolver = OwnedObjectsContext.Default.WithAddedModifier(UnknownMembers.Keep),
    };

    /// <summary>
    /// Reads an object. The library rejects a whole object because of one invalid member; here a member of <c>data</c> or <c>spec</c> that has the wrong type,
    /// such as text that is not base64, counts as missing: we own these fields and will write them again, which would otherwise be impossible.
    /// </summary>
    /// <exception cref="JsonException">It is not an object of this type.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Type<T>()) ?? throw new JsonException("The answer is not an object.");
        }
        catch (JsonException exception) when (IsOurs(exception.Path))
        {
            return ReadWithoutWrongMembers<T>(JsonNode.Parse(json)!, exception);
        }
    }

    internal static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Type<T>());

    /// <summary>A copy to modify; <c>with</c> would lose the unknown members.</summary>
    internal static T Copy<T>(T value) => Read<T>(Write(value));

    private static T ReadWithoutWrongMembers<T>(JsonNode root, JsonException first)
    {
        // Each iteration removes a member, so this terminates.
        for (var wrong = first; ;)
        {
            if (!Remove(root, wrong.Path!))
            {
                throw wrong;
            }

            try
            {
                return root.Deserialize(Type<T>())!;
            }
            catch (JsonException exception) when (IsOurs(exception.Path))
            {
                wrong = exception;
            }
        }
    }

    private static bool IsOurs(string? path) =>
        path is not null && (path.StartsWith("$.data", StringComparison.Ordinal) || path.StartsWith("$.spec", StringComparison.Ordinal));

    private static bool Remove(JsonNode? node, string path)
    {
        if (node is not JsonObject members)
        {
            return false;
        }

        foreach (var (name, value) in members.Where(pair => pair.Value is not null))
        {
            if (value!.GetPath() == path)
            {
                return members.Remove(name);
            }
        }

        return members.Any(pair => Remove(pair.Value, path));
    }

    private static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

/// <summary>The models in use; add further kinds that we come to own here.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MicroTimeConverter)])]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class OwnedObjectsContext : JsonSerializerContext;
