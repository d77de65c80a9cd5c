using System.Text;
using System.Text.Json.Nodes;
using Injector.Checks.Facts;
using Injector.Core;
using Injector.Core.Decisions;
using Injector.Core.Plans.Status;
using Injector.Core.Pods;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Removal;
using Injector.Core.Snapshots;
using Injector.Patching;
using Injector.Server;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Drift;

/// <summary>Takes out of running pods what is on record and injects them anew, as the cluster's Injector would now.</summary>
internal sealed class FreshInjection(ClusterFacts cluster)
{
    private readonly InjectionSnapshot _snapshot = new()
    {
        Profiles = cluster.Catalogue,
        Namespaces = NamespaceDirectory.Create(cluster.Namespaces.OrEmpty().Select(one => new NamespaceFacts(one.Name, one.Labels, one.Annotations))),
        Capabilities = new ClusterCapabilities(Commands.KubernetesVersion.TryParse(cluster.Version, out var version) ? version : null),
        Settings = (cluster.Settings ?? InjectorSettings.Default) with
        {
            Keys = cluster.Scope.Keys,
            OwnNamespace = cluster.OwnNamespace,
            Version = BuildVersion.Number,
        },
    };

    /// <summary>Injects a pod anew.</summary>
    /// <param name="pod">The pod as it runs; it is not changed.</param>
    /// <param name="seen">What the cluster says of it.</param>
    /// <param name="status">What is on record for it.</param>
    /// <returns>The pod; <see langword="null"/> with the reason when the record cannot be followed.</returns>
    public (FreshPod? Pod, string Reason) Inject(JsonObject pod, ClusterPod seen, InjectionStatus status)
    {
        var json = Encoding.UTF8.GetBytes(pod.ToJsonString());
        var removal = SidecarRemover.Remove(json, cluster.Scope.Keys);
        if (removal.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        var tree = (MappingNode)JsonTreeReader.Read(json).Root!;
        TreePatch.Apply(tree, PatchOperation.ReadAll(removal.Patch));
        var reading = PodReader.Read(JsonTreeWriter.Write(tree));
        if (!reading.IsRead)
        {
            return (null, reading.Error);
        }

        var result = SidecarInjector.Inject(
            new InjectionRequest { Pod = reading.Pod, Namespace = seen.Namespace }, _snapshot with { Settings = SettingsFor(pod, status) });
        if (result.Decision is InjectionDecision.Inject)
        {
            TreePatch.Apply(tree, PatchOperation.ReadAll(result.Patch));
        }

        return (new FreshPod(result.Decision, JsonNode.Parse(JsonTreeWriter.Write(tree).Span)!.AsObject()), "");
    }

    /// <summary>Where nobody told how the webhook is configured, what is on record shows it.</summary>
    private InjectorSettings SettingsFor(JsonObject pod, InjectionStatus status) => cluster.Settings is not null || status.Profiles.IsEmpty
        ? _snapshot.Settings
        : _snapshot.Settings with
        {
            SidecarMode = status.Mode == "native" ? SidecarMode.Native : SidecarMode.Classic,
            DefaultPodSecurity = PodSecurityLevel.Privileged,

            // What is not stated is not compared, so that a platform's number in its place is no difference.
            FixedUsers = FixedUsers.Omit,
            KeepGuaranteed = HasEqualResources(pod, status),
            DefaultProfiles = [.. status.Profiles.Select(profile => profile.Key)],
        };

    // The setting shows in what was added even where a sidecar without a limit has cost the pod its class.
    private static bool HasEqualResources(JsonObject pod, InjectionStatus status) => pod.ObjectsAt("spec", "initContainers").Concat(pod.ObjectsAt("spec", "containers"))
        .Where(container => status.InitContainers.Contains(container.TextAt("name")) || status.Containers.Contains(container.TextAt("name")))
        .All(static container => container.MapAt("resources", "limits").All(limit => limit.Key is not ("cpu" or "memory") || IsEqual(limit.Value, container.TextAt("resources", "requests", limit.Key))));

    private static bool IsEqual(string limit, string request) =>
        limit == request || (QuantityText.TryParse(limit, out var most) && QuantityText.TryParse(request, out var least) && most == least);
}
