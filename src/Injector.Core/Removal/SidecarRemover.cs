using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Undoes an injection: removes what the status annotation names, and nothing else.</summary>
public static class SidecarRemover
{
    /// <summary>Determines what can be removed. The annotations that requested the injection stay: they are the author's.</summary>
    /// <param name="pod">A pod or a pod template as UTF-8 JSON.</param>
    /// <param name="keys">Names of the annotations.</param>
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public static RemovalResult Remove(ReadOnlySpan<byte> pod, AnnotationKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var root = JsonNode.Parse(pod, documentOptions: ReceivedJson.Strict) as JsonObject
            ?? throw new JsonException("The pod is not an object.");
        var annotations = root["metadata"].Member("annotations");
        if (annotations.Member(keys.Status) is null)
        {
            return RemoveRest(root, keys);
        }

        return annotations.Member(keys.Status).AsText() is { } text && StatusReader.Read(Utf8Text.From(text)) is var status && !ReferenceEquals(status, InjectionStatus.None)
            ? Remove(root, status, keys)
            : new RemovalResult { Refusal = $"the annotation {keys.Status} cannot be read, so nobody knows what was added; take the sidecars out by hand, and the annotation with them" };
    }

    private static RemovalResult RemoveRest(JsonObject root, AnnotationKeys keys)
    {
        var edit = new PodEdit(root, []);
        new MetadataRemoval(edit, InjectionStatus.None, keys).Run();
        return new RemovalResult { Patch = edit.Patch };
    }

    private static RemovalResult Remove(JsonObject root, InjectionStatus status, AnnotationKeys keys)
    {
        var result = new RemovalResult { Profiles = [.. status.Profiles.Select(profile => profile.Key)] };
        var spec = root["spec"] as JsonObject ?? [];
        if (LeavesNothing(spec, status))
        {
            return result with { Refusal = $"the annotation {keys.Status} names every container, so nothing would be left; is the application's container missing?" };
        }

        var edit = new PodEdit(root, status.Blank);
        var containers = new ContainerRemoval(edit, spec, status);
        containers.Run();
        var rest = new SpecRemoval(edit, spec, status);
        rest.Run();
        new MetadataRemoval(edit, status with { SafeToEvict = [.. status.SafeToEvict.Except(rest.Kept, StringComparer.Ordinal)] }, keys).Run();
        return result with { Patch = edit.Patch, Containers = containers.Removed, Warnings = [.. containers.Warnings, .. rest.Warnings] };
    }

    private static bool LeavesNothing(JsonObject spec, InjectionStatus status) =>
        spec[CollectionNames.Containers] is JsonArray { Count: > 0 } containers
        && !status.Superseded.Any(container => !container.IsInit)
        && containers.All(container => container.Member("name").AsText() is { } name && status.Containers.Contains(name));
}
