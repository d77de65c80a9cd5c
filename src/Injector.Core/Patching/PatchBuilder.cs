using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>
/// Writes a plan as JSON Patch operations (RFC 6902) against the received pod. It only adds, so that nothing of the pod is lost, with exceptions that
/// keep the author's intent: a partial container is replaced by the merged one, fields of probes and ports are redirected to an ambassador, a profile may
/// append to an author's value, and pod-level resources and the termination grace period are raised where needed.
/// </summary>
internal static class PatchBuilder
{
    /// <summary>Writes the patch of a plan.</summary>
    public static void Write(InjectionPlan plan, PodView pod, JsonBuffer output)
    {
        var patch = PatchWriter.Begin(output);
        MetadataPatch.Write(patch, pod, plan.OtherAnnotations.AsSpan(), plan.Record, plan.Labels.AsSpan());
        AppendVolumes(patch, pod, plan.Volumes);
        AppendPullSecrets(patch, pod, plan.ImagePullSecrets);
        foreach (var additions in plan.Application)
        {
            // Indices refer to the received pod: nothing has been inserted yet.
            ContainerPatch.Write(patch, additions);
        }

        foreach (var rewrites in plan.Rewrites)
        {
            ContainerPatch.Write(patch, rewrites);
        }

        foreach (var repairs in plan.Repairs)
        {
            ContainerPatch.Write(patch, repairs);
        }

        foreach (var place in plan.Superseded)
        {
            patch.Remove().At(place.IsInit ? "/spec/initContainers"u8 : "/spec/containers"u8).At(place.Index).Done();
        }

        Insert(patch, "/spec/initContainers"u8, pod.InitContainers.Presence, plan.InitContainers);
        Insert(patch, "/spec/containers"u8, pod.Containers.Presence, plan.Containers);
        Raise(patch, "requests", "/spec/resources/requests"u8, pod.Resources?.Requests, plan);
        Raise(patch, "limits", "/spec/resources/limits"u8, pod.Resources?.Limits, plan);
        if (plan.GracePeriod is { } period)
        {
            patch.Add().At("/spec/terminationGracePeriodSeconds"u8).Number(period.Seconds);
        }

        patch.End();
    }

    /// <summary>Writes a patch that only sets one annotation.</summary>
    public static void Write(KeyValuePair<string, string> annotation, PodView pod, JsonBuffer output)
    {
        var patch = PatchWriter.Begin(output);
        MetadataPatch.Write(patch, pod, [annotation], null, []);
        patch.End();
    }

    private static void Raise(PatchWriter patch, string section, ReadOnlySpan<byte> path, AmountMap? existing, InjectionPlan plan)
    {
        var isThere = existing?.Presence is JsonPresence.Present;
        var isBegun = false;
        foreach (var resource in plan.RaisedResources)
        {
            if (resource.Section != section)
            {
                continue;
            }

            if (isThere)
            {
                patch.Add().At(path).AtMember(resource.Resource).Text(resource.Quantity);
                continue;
            }

            if (!isBegun)
            {
                patch.Add().At(path).BeginObject();
                isBegun = true;
            }

            patch.Member(resource.Resource, resource.Quantity);
        }

        if (isBegun)
        {
            patch.EndObject();
        }
    }

    private static void AppendVolumes(PatchWriter patch, PodView pod, ImmutableArray<PlannedVolume> volumes)
    {
        if (pod.Volumes.Presence is JsonPresence.Present)
        {
            foreach (var volume in volumes)
            {
                patch.Add().At("/spec/volumes/-"u8).Json(volume.Json.Span);
            }
        }
        else if (!volumes.IsEmpty)
        {
            patch.Add().At("/spec/volumes"u8).BeginArray();
            foreach (var volume in volumes)
            {
                patch.Item(volume.Json.Span);
            }

            patch.EndArray();
        }
    }

    private static void AppendPullSecrets(PatchWriter patch, PodView pod, ImmutableArray<string> names)
    {
        if (pod.ImagePullSecrets.Presence is JsonPresence.Present)
        {
            foreach (var name in names)
            {
                patch.Add().At("/spec/imagePullSecrets/-"u8).Json(Reference(name));
            }
        }
        else if (!names.IsEmpty)
        {
            patch.Add().At("/spec/imagePullSecrets"u8).BeginArray();
            foreach (var name in names)
            {
                patch.Item(Reference(name));
            }

            patch.EndArray();
        }
    }

    private static void Insert(PatchWriter patch, ReadOnlySpan<byte> path, JsonPresence presence, ImmutableArray<PlannedContainer> containers)
    {
        if (presence is JsonPresence.Present)
        {
            foreach (var container in containers)
            {
                patch.Add().At(path).At(container.Index).Json(container.Json.Span);
            }
        }
        else if (!containers.IsEmpty)
        {
            // There is no array to insert into, so the insertions are replayed here to get the order of the new one.
            var ordered = new List<PlannedContainer>(containers.Length);
            foreach (var container in containers)
            {
                ordered.Insert(container.Index, container);
            }

            patch.Add().At(path).BeginArray();
            foreach (var container in ordered)
            {
                patch.Item(container.Json.Span);
            }

            patch.EndArray();
        }
    }

    private static byte[] Reference(string name) => [.. "{\"name\":\""u8, .. JsonEncodedText.Encode(name).EncodedUtf8Bytes, .. "\"}"u8];
}
