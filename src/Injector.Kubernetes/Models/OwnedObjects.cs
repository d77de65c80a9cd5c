using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s.Models;

namespace Injector.Kubernetes.Models;

/// <summary>
/// JSON of the objects that we own, in the library's models. Only these: the library's own context holds every model of Kubernetes. Members that the
/// models do not know are kept, so that a read and a write lose nothing that a newer Injector or a newer Kubernetes has put there.
/// </summary>
internal static class OwnedObjects
{
    private static readonly JsonSerializerOptions Options = new(OwnedObjectsContext.Default.Options)
    {
        TypeInfoResolver = OwnedObjectsContext.Default.WithAddedModifier(UnknownMembers.Keep),
    };

    /// <summary>
    /// Reads an object. The library refuses a whole object for one wrong member; here a member of <c>data</c> or <c>spec</c> that is not of its type, such
    /// as text that is not base64, counts as missing: what is in them is ours to write again, and could not be otherwise.
    /// </summary>
    /// <exception cref="JsonException">It is not such an object.</exception>
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

    /// <summary>A copy to change; <c>with</c> would leave the unknown members behind.</summary>
    internal static T Copy<T>(T value) => Read<T>(Write(value));

    private static T ReadWithoutWrongMembers<T>(JsonNode root, JsonException first)
    {
        // Each turn takes a member out, so it ends.
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

/// <summary>The models in question; another kind that we come to own is added here.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MicroTimeConverter)])]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class OwnedObjectsContext : JsonSerializerContext;
