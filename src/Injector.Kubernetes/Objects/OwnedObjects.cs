using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s.Models;

namespace Injector.Kubernetes.Objects;

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

    /// <exception cref="JsonException">It is not such an object.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Type<T>()) ?? throw new JsonException("The answer is not an object.");

    internal static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Type<T>());

    /// <summary>A copy to change; <c>with</c> would leave the unknown members behind.</summary>
    internal static T Copy<T>(T value) => Read<T>(Write(value));

    private static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

/// <summary>The models in question; another kind that we come to own is added here.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MicroTimeConverter), typeof(SecretValueConverter)])]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class OwnedObjectsContext : JsonSerializerContext;
