using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Removal;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Core.Status;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Diagnostics.Drift;

/// <summary>Removes the recorded injection from running pods and injects them again, as the cluster's Injector would now.</summary>
internal sealed class FreshInjection(ClusterFacts cluster)
{
    /// <summary>The resources that the class of a pod depends on.</summary>
    private static readonly string[] ClassResources = ["cpu", "memory"];

    private readonly InjectionSnapshot _snapshot = ClusterSnapshot.Of(cluster);

    /// <summary>Injects a pod again.</summary>
    /// <param name="pod">The pod as it runs; it is not changed.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="status">Its status annotation.</param>
    /// <returns>The pod as it would be; <see langword="null"/>, with the reason, when the recorded injection cannot be removed.</returns>
    public (FreshPod? Pod, string Reason) Inject(JsonObject pod, string @namespace, InjectionStatus status)
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
            new InjectionRequest { Pod = reading.Pod, Namespace = @namespace }, _snapshot with { Settings = SettingsFor(pod, status) });
        if (result.Decision is InjectionDecision.Inject)
        {
            TreePatch.Apply(tree, PatchOperation.ReadAll(result.Patch));
        }

        return (new FreshPod(result.Decision, JsonNode.Parse(JsonTreeWriter.Write(tree).Span)!.AsObject()), "");
    }

    /// <summary>When the webhook's configuration is unknown, it is derived from the status annotation.</summary>
    private InjectorSettings SettingsFor(JsonObject pod, InjectionStatus status) => cluster.Settings is not null || status.Profiles.IsEmpty
        ? _snapshot.Settings
        : _snapshot.Settings with
        {
            SidecarMode = status.Mode == SidecarMode.Native.Text() ? SidecarMode.Native : SidecarMode.Classic,
            DefaultPodSecurity = PodSecurityLevel.Privileged,

            // Unset users are not compared, so that a user id assigned by the platform is no difference.
            FixedUsers = FixedUsers.Omit,
            KeepGuaranteed = HasEqualResources(pod, status),
            DefaultProfiles = [.. status.Profiles.Select(profile => profile.Key)],
        };

    // The setting shows in what was added, even if a sidecar without a limit has cost the pod its class.
    private static bool HasEqualResources(JsonObject pod, InjectionStatus status) => pod.ObjectsAt("spec", "initContainers").Concat(pod.ObjectsAt("spec", "containers"))
        .Where(container => status.InitContainers.Contains(container.TextAt("name")) || status.Containers.Contains(container.TextAt("name")))
        .All(static container => IsEqual(container.At("resources")));

    private static bool IsEqual(JsonNode? resources) => Array.TrueForAll(ClassResources, name => (Amount(resources, "requests", name), Amount(resources, "limits", name)) switch
    {
        (null, null) => true,
        ({ } request, { } limit) => Quantities.AreEqual(request, limit),
        _ => false,
    });

    private static string? Amount(JsonNode? resources, string kind, string name) => resources.At(kind, name)?.ToString();
}

/// <summary>A pod as it would be if it were created now.</summary>
/// <param name="Decision">The decision that would be made.</param>
/// <param name="Pod">The pod with what would be added; without sidecars unless the decision is to inject.</param>
internal sealed record FreshPod(InjectionDecision Decision, JsonObject Pod);
