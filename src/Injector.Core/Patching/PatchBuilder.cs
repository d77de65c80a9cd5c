using System.Buffers;
using System.Globalization;
using System.Text;
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
    public static ReadOnlyMemory<byte> Build(InjectionPlan plan, PodView pod)
    {
        var buffer = new ArrayBufferWriter<byte>(EstimateSize(plan));
        using (var patch = new PatchWriter(buffer))
        {
            MetadataPatch.Write(patch, pod, plan.Annotations, plan.Labels);
            Append(patch, "/spec/volumes", pod.Volumes, plan.Volumes.Select(volume => volume.Json));
            Append(patch, "/spec/imagePullSecrets", pod.ImagePullSecrets, plan.ImagePullSecrets.Select(Reference));
            foreach (var additions in plan.Application)
            {
                // Indices refer to the received pod: nothing has been inserted yet.
                ContainerPatch.Write(patch, additions);
            }

            foreach (var rewrites in plan.Rewrites.Concat(plan.Repairs))
            {
                ContainerPatch.Write(patch, rewrites);
            }

            foreach (var place in plan.Superseded)
            {
                patch.Remove($"{(place.IsInit ? "/spec/initContainers" : "/spec/containers")}/{place.Index}");
            }

            Insert(patch, "/spec/initContainers", pod.InitContainers.Presence, plan.InitContainers);
            Insert(patch, "/spec/containers", pod.Containers.Presence, plan.Containers);
            if (!plan.RaisedResources.IsEmpty)
            {
                Raise(patch, "requests", pod.Resources?.Requests, plan);
                Raise(patch, "limits", pod.Resources?.Limits, plan);
            }

            if (plan.GracePeriod is { } period)
            {
                patch.Add("/spec/terminationGracePeriodSeconds", Encoding.UTF8.GetBytes(period.Seconds.ToString(CultureInfo.InvariantCulture)).AsMemory());
            }
        }

        return buffer.WrittenMemory;
    }

    // A buffer that grows by doubling would allocate twice the size of the patch. Paths and punctuation take about 100 bytes per operation.
    private static int EstimateSize(InjectionPlan plan)
    {
        var size = 512;
        foreach (var (key, value) in plan.Annotations)
        {
            size += key.Length + value.Length + (value.Length / 4) + 100;
        }

        foreach (var container in plan.InitContainers.Concat(plan.Containers))
        {
            size += container.Json.Length + 100;
        }

        foreach (var volume in plan.Volumes)
        {
            size += volume.Json.Length + 100;
        }

        foreach (var additions in plan.Application)
        {
            size += (additions.Mounts.Length + additions.Env.Length) * 200;
        }

        return size;
    }

    private static void Raise(PatchWriter patch, string section, AmountMap? existing, InjectionPlan plan)
    {
        var raised = plan.RaisedResources.Where(resource => resource.Section == section).ToArray();
        if (raised.Length > 0 && existing?.Presence is not JsonPresence.Present)
        {
            patch.AddMap($"/spec/resources/{section}", raised.Select(resource => KeyValuePair.Create(resource.Resource, resource.Quantity)));
            return;
        }

        foreach (var resource in raised)
        {
            patch.Add($"/spec/resources/{section}/{JsonPointer.Escape(resource.Resource)}", resource.Quantity);
        }
    }

    private static void Append<T>(PatchWriter patch, string path, ViewList<T> existing, IEnumerable<ReadOnlyMemory<byte>> items)
    {
        var added = items.ToArray();
        if (added.Length == 0)
        {
            return;
        }

        if (existing.Presence is not JsonPresence.Present)
        {
            patch.AddArray(path, added);
            return;
        }

        foreach (var item in added)
        {
            patch.Add($"{path}/-", item);
        }
    }

    private static void Insert(PatchWriter patch, string path, JsonPresence presence, IReadOnlyList<PlannedContainer> containers)
    {
        if (containers.Count == 0)
        {
            return;
        }

        if (presence is not JsonPresence.Present)
        {
            // There is no array to insert into, so the insertions are replayed here to get the order of the new one.
            var ordered = new List<ReadOnlyMemory<byte>>();
            foreach (var container in containers)
            {
                ordered.Insert(container.Index, container.Json);
            }

            patch.AddArray(path, ordered);
            return;
        }

        foreach (var container in containers)
        {
            patch.Add($"{path}/{container.Index}", container.Json);
        }
    }

    private static ReadOnlyMemory<byte> Reference(string name) => Encoding.UTF8.GetBytes($"{{\"name\":\"{JsonEncodedText.Encode(name)}\"}}");
}
