using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Grammar.Json;
using Injector.Manifests.Patching;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>
/// Records in a manifest's status what its annotations requested when the command line injected it, so that a manifest whose annotations have changed is
/// injected again. The webhook neither writes nor reads this, because a pod's request does not change.
/// </summary>
internal static class RecordedRequest
{
    private const string Member = "requested";
    private const string WrittenMember = "requestWritten";

    /// <summary>Suffix of the recorded path if the addition replaced a key without a value.</summary>
    private const string OverNull = "=null";
    private const string Annotations = "/metadata/annotations";

    /// <summary>Length of a digest, in hexadecimal digits, as for the content of profiles.</summary>
    private const int Digits = 12;

    /// <summary>A digest of what a pod template requests in its own annotations.</summary>
    public static string Of(MappingNode template, AnnotationKeys keys)
    {
        var entries = AnnotationsOf(template)?.Entries ?? [];
        var asking = entries.Where(entry => MisplacedAnnotations.IsRequesting(entry.Key.JsonText, keys))
            .Select(entry => $"{entry.Key.JsonText}\0{(entry.Value as ScalarNode)?.JsonText}\0")
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(asking))))[..Digits];
    }

    /// <summary>The recorded digest; <see langword="null"/> when there is none, as for the webhook and for 0.1.0.</summary>
    public static string? Read(MappingNode template, AnnotationKeys keys) =>
        Record(AnnotationsOf(template)?.Text(keys.Status) ?? "") is { } record ? record[Member].AsText() : null;

    /// <summary>The operations of an injection, with the digest added to the status that they write.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="keys">Names of the annotations.</param>
    /// <param name="template">The original pod template.</param>
    /// <param name="asked">The pod template with its request.</param>
    /// <param name="request">The part of the request that the command line wrote; none when the pod template had its own.</param>
    public static IEnumerable<PatchOperation> Keep(IEnumerable<PatchOperation> operations, AnnotationKeys keys, MappingNode template, MappingNode asked, IReadOnlyList<PatchOperation> request)
    {
        var digest = request.Count == 0 ? $"\"{Member}\":\"{Of(asked, keys)}\"" : $"\"{Member}\":\"{Of(asked, keys)}\",\"{WrittenMember}\":\"{request[0].Path}{(IsNull(template, request[0].Path) ? OverNull : "")}\"";
        foreach (var operation in operations)
        {
            if (operation.Value is ScalarNode status && operation.Path == $"{Annotations}/{JsonPointer.Escape(keys.Status)}")
            {
                yield return operation with { Value = ScalarNode.Text(With(status.JsonText, digest)) };
                continue;
            }

            // If there were no annotations, they are added as a whole.
            var annotations = operation.Path == Annotations ? operation.Value as MappingNode : null;
            annotations ??= operation.Path == "/metadata" ? (operation.Value as MappingNode)?["annotations"] as MappingNode : null;
            if (annotations?.Text(keys.Status) is { Length: > 0 } text)
            {
                annotations.Set(keys.Status, ScalarNode.Text(With(text, digest)));
            }

            yield return operation;
        }
    }

    /// <summary>
    /// The operations that remove the request written by the command line once the sidecars are removed; none when the pod template had its own request, or has
    /// a different one by now.
    /// </summary>
    /// <param name="template">The pod template with its sidecars.</param>
    /// <param name="keys">Names of the annotations.</param>
    /// <param name="removal">The operations that remove the sidecars.</param>
    public static IEnumerable<PatchOperation> TakeOut(MappingNode template, AnnotationKeys keys, IEnumerable<PatchOperation> removal)
    {
        if (Record(AnnotationsOf(template)?.Text(keys.Status) ?? "") is not { } record || record[WrittenMember].AsText() is not { } written || record[Member].AsText() != Of(template, keys))
        {
            return [];
        }

        // What others have added next to it stays.
        var rest = (MappingNode)template.Copy();
        TreePatch.Apply(rest, removal);
        var isOverNull = written.EndsWith(OverNull, StringComparison.Ordinal);
        written = isOverNull ? written[..^OverNull.Length] : written;
        var path = AnnotationsOf(rest) switch
        {
            null => null,
            { Entries.Count: > 1 } => InjectPath(keys),
            _ when (rest["metadata"] as MappingNode)?.Entries.Count > 1 && written == "/metadata" => Annotations,
            _ => written,
        };
        return path is not ("/metadata" or Annotations) && path != InjectPath(keys) ? []
            : isOverNull && path == written ? [new PatchOperation("replace", path, new ScalarNode { Kind = ScalarKind.Null, Spelling = "null" })]
            : [new PatchOperation("remove", path, null)];
    }

    private static bool IsNull(MappingNode template, string path) =>
        (path == Annotations ? (template["metadata"] as MappingNode)?["annotations"] : path == "/metadata" ? template["metadata"] : null) is ScalarNode { Kind: ScalarKind.Null };

    private static string InjectPath(AnnotationKeys keys) => $"{Annotations}/{JsonPointer.Escape(keys.Inject)}";

    private static string With(string status, string digest) =>
        status.EndsWith('}') && Record(status) is { } record && !record.ContainsKey(Member) ? $"{status[..^1]},{digest}}}" : status;

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
