using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson;

namespace Injector.Testing.Patching;

/// <summary>
/// Applies RFC 6902 patches by ASP.NET Core's library, beside <see cref="JsonPatchApplier"/>: a mistake that we made in reading the RFC, in the
/// code that writes patches and in our applier alike, shows here. It is less strict than API servers are; tests name the differences.
/// </summary>
public static class AspNetPatchApplier
{
    // It looks up the types of documents and values by reflection, which is off in this repository.
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>Applies a patch to a copy of the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="patch">The patch.</param>
    /// <exception cref="JsonPatchException">The patch does not apply.</exception>
    public static JsonNode Apply(JsonNode document, JsonArray patch)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(patch);
        var copy = document.DeepClone();
        try
        {
            var operations = JsonSerializer.Deserialize<JsonPatchDocument>(patch.ToJsonString(), Options)!;
            operations.SerializerOptions = Options;
            operations.ApplyTo(copy);
            return copy;
        }
        catch (Exception exception) when (exception is Microsoft.AspNetCore.JsonPatch.SystemTextJson.Exceptions.JsonPatchException or JsonException or ArgumentException)
        {
            throw new JsonPatchException(exception.Message, exception);
        }
    }
}
