using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Removal;
using Injector.Core.Settings;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Removal;

/// <summary>Takes sidecars out of pods and compares what is left.</summary>
internal static class RoundTrip
{
    public static (JsonNode Pod, RemovalResult Result) Remove(JsonNode pod, AnnotationKeys? keys = null)
    {
        var result = SidecarRemover.Remove(Encoding.UTF8.GetBytes(pod.ToJsonString()), keys ?? AnnotationKeys.Default);
        return (result.Patch.IsEmpty ? pod.DeepClone() : JsonPatchApplier.Apply(pod.DeepClone(), JsonNode.Parse(result.Patch.Span)!.AsArray())!, result);
    }

    /// <summary>Both pods as text when they differ; nothing when they are equal.</summary>
    public static string Differences(JsonNode expected, JsonNode actual) =>
        JsonNode.DeepEquals(expected, actual) ? "" : $"expected {expected.ToJsonString()}\nbut have {actual.ToJsonString()}";
}
