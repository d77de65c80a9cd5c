using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Snapshots;
using Injector.Manifests.Patching;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>
/// Keeps in the record of a manifest what its annotations asked for when the command line injected it, so that a manifest whose annotations say something
/// else now is injected anew. The webhook neither writes nor reads it: a pod does not change its mind.
/// </summary>
internal static class RecordedRequest
{
    private const string Member = "requested";
    private const string Annotations = "/metadata/annotations";

    /// <summary>Length of a digest, in hexadecimal digits, as with the content of profiles.</summary>
    private const int Digits = 12;

    /// <summary>A digest of what a pod template asks for by its own annotations.</summary>
    public static string Of(MappingNode template, AnnotationKeys keys)
    {
        var entries = AnnotationsOf(template)?.Entries ?? [];
        var asking = entries.Where(entry => MisplacedAnnotations.IsAsking(entry.Key.JsonText, keys))
            .Select(entry => $"{entry.Key.JsonText}\0{(entry.Value as ScalarNode)?.JsonText}\0")
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(asking))))[..Digits];
    }

    /// <summary>The digest on record; <see langword="null"/> when there is none, as of the webhook and of 0.1.0.</summary>
    public static string? Read(MappingNode template, AnnotationKeys keys) =>
        Record(AnnotationsOf(template)?.Text(keys.Status) ?? "") is { } record && record[Member] is JsonValue value && value.TryGetValue<string>(out var digest) ? digest : null;

    /// <summary>The operations of an injection with the digest in the record that they write.</summary>
    public static IEnumerable<PatchOperation> Keep(IEnumerable<PatchOperation> operations, AnnotationKeys keys, string digest)
    {
        foreach (var operation in operations)
        {
            if (operation.Value is ScalarNode status && operation.Path == $"{Annotations}/{JsonPointer.Escape(keys.Status)}")
            {
                yield return operation with { Value = ScalarNode.Text(With(status.JsonText, digest)) };
                continue;
            }

            // Where there were no annotations, they come as a whole.
            var annotations = operation.Path == Annotations ? operation.Value as MappingNode : null;
            annotations ??= operation.Path == "/metadata" ? (operation.Value as MappingNode)?["annotations"] as MappingNode : null;
            if (annotations?.Text(keys.Status) is { Length: > 0 } text)
            {
                annotations.Set(keys.Status, ScalarNode.Text(With(text, digest)));
            }

            yield return operation;
        }
    }

    private static string With(string status, string digest) =>
        status.EndsWith('}') && Record(status) is { } record && !record.ContainsKey(Member) ? $"{status[..^1]},\"{Member}\":\"{digest}\"}}" : status;

    private static MappingNode? AnnotationsOf(MappingNode template) => (template["metadata"] as MappingNode)?["annotations"] as MappingNode;

    private static JsonObject? Record(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
