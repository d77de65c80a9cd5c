using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Core.Settings;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;

namespace Injector.Core.Planning.Resources;

/// <summary>
/// Recognises pods of QoS class Guaranteed, as the API server and the kubelet compute it (Kubernetes pkg/apis/core/v1/helper/qos): every container has limits
/// for cpu and memory, and requests equal to them. If the pod states pod-level resources, only those count.
/// </summary>
internal static class QualityClass
{
    /// <summary>Whether a pod is Guaranteed because of its containers, so that adding any other kind of container ends that.</summary>
    public static bool IsGuaranteedByContainers(PodView pod)
    {
        // Most pods have a container without limits, and finding that out costs nothing. A pod-level override that is still to be completed has no class of its
        // own.
        if (pod.Resources is { } stated && !(stated.Requests.Entries.IsEmpty && stated.Limits.Entries.IsEmpty))
        {
            return false;
        }

        return pod.Containers.Length > 0 && MayBeGuaranteed(pod.InitContainers.Items) && MayBeGuaranteed(pod.Containers.Items)
            && pod.AllContainers().All(container => container.Image.Is("auto"u8) || IsGuaranteed(ContainerAmounts.Of(container)));
    }

    private static bool MayBeGuaranteed(ImmutableArray<ContainerView> containers)
    {
        foreach (var container in containers)
        {
            if (!container.Image.Is("auto"u8) && container.Json.Span.IndexOf("\"limits\""u8) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Warns about additions that cost a Guaranteed pod its class, naming the annotation that keeps it.</summary>
    public static void Warn(ProfileDraft draft, AnnotationKeys keys, MessageList warnings)
    {
        foreach (var container in draft.Missing())
        {
            var amounts = ContainerAmounts.Of(container);
            if (!IsGuaranteed(amounts))
            {
                warnings.Add($"{draft.Name}: Guaranteed becomes Burstable; {Remedy(draft, container, amounts, keys)}");
            }
        }
    }

    private static bool IsGuaranteed(ContainerAmounts container) =>
        EqualResources.Names.All(name => container.Limits.GetValueOrDefault(name) > 0 && container.Limits[name] == container.Request(name));

    // Annotations change only the first container of a profile.
    private static string Remedy(ProfileDraft draft, PreparedContainer container, ContainerAmounts amounts, AnnotationKeys keys)
    {
        var profile = draft.Preparation.Binding.Profile;
        if (!profile.Overrides.Fields.Contains("resources") || !ReferenceEquals(draft.Prepared.Containers[0], container)
            || EqualResources.Names.Any(name => amounts.Max(name) <= 0))
        {
            return $"{container.Name} keeps the class with Injector's setting keepGuaranteed";
        }

        var missing = EqualResources.Names.Where(name => !amounts.Limits.ContainsKey(name) || amounts.Limits[name] != amounts.Request(name))
            .Select(name => $"{(amounts.Limits.ContainsKey(name) ? "requests" : "limits")}.{name}={QuantityFormat.Write(name, amounts.Max(name))}");
        return $"set {keys.Parameter(profile.Name, "resources")}: \"{string.Join(", ", missing)}\"";
    }
}
