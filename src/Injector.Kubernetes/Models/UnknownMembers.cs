using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Injector.Kubernetes.Models;

/// <summary>
/// Keeps the members of an object that the library's model does not have, and writes them back. The models drop them because they have no member for JSON
/// extension data; so that data is kept beside the object, for as long as the object lives.
/// </summary>
internal static class UnknownMembers
{
    private static readonly ConditionalWeakTable<object, IDictionary<string, JsonElement>> Kept = [];

    /// <summary>Adds extension data to a type; for <see cref="JsonTypeInfoResolver.WithAddedModifier"/>.</summary>
    internal static void Keep(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        type.Properties.Add(JsonMetadataServices.CreatePropertyInfo(type.Options, new JsonPropertyInfoValues<IDictionary<string, JsonElement>>
        {
            IsProperty = true,
            IsPublic = true,
            IsExtensionData = true,
            DeclaringType = type.Type,
            PropertyName = nameof(Kept),
            Getter = static owner => Kept.TryGetValue(owner, out var members) ? members : null,
            Setter = static (owner, members) => Kept.AddOrUpdate(owner, members!),
        }));
    }
}
