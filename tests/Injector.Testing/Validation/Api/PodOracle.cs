using System.Text;
using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>
/// Says of a pod what the API server would: the rules of pod validation for every field that an injection touches or leans on (Kubernetes
/// pkg/apis/core/validation/validation.go as of 1.32 to 1.36, where a release differs the looser one), in words of our own and over plain trees.
/// What a schema says alone, types and required fields, is judged by <see cref="PodSchemaCheck"/>.
/// </summary>
public static class PodOracle
{
    private const int MaxAnnotationBytes = 256 * 1024;
    private const long DefaultGracePeriod = 30;

    /// <summary>What validation would find; empty for a valid pod.</summary>
    public static IReadOnlyList<string> Problems(JsonNode pod)
    {
        var findings = new Findings();
        CheckMetadata(pod.Map("metadata"), findings);
        if (pod.Map("spec") is { } spec)
        {
            CheckSpec(spec, pod.Map("metadata").Map("annotations"), findings);
        }

        return findings.All;
    }

    private static void CheckMetadata(JsonObject? metadata, Findings findings)
    {
        var bytes = 0;
        foreach (var (key, value) in metadata.Map("annotations") ?? [])
        {
            findings.Require(Names.IsQualified(key.ToLowerInvariant()), $"metadata.annotations[{key}]", "is not a qualified name");
            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value is JsonValue ? value.ToString() : "");
        }

        findings.Require(bytes <= MaxAnnotationBytes, "metadata.annotations", "must not have more than 256 KiB");
        foreach (var (key, value) in metadata.Map("labels") ?? [])
        {
            findings.Require(Names.IsQualified(key) && Names.IsLabelValue(value?.ToString() ?? ""), $"metadata.labels[{key}]", "is not a label");
        }
    }

    private static void CheckSpec(JsonObject spec, JsonObject? annotations, Findings findings)
    {
        var volumes = VolumeRules.Check(spec.Items("volumes"), findings);
        var grace = spec.Number("terminationGracePeriodSeconds") ?? DefaultGracePeriod;
        findings.Require(grace >= 0, "spec.terminationGracePeriodSeconds", "must not be negative");
        findings.Require(spec.Items("containers").Count > 0, "spec.containers", "must not be empty");
        var hostUsers = !spec.Has("hostUsers") || spec.IsTrue("hostUsers");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in (string[])["containers", "initContainers"])
        {
            foreach (var (container, index) in spec.Items(list).Select((container, index) => (container, index)))
            {
                var path = $"spec.{list}[{index}]";
                findings.Require(names.Add(container.Text("name")), $"{path}.name", "is taken");
                ContainerRules.Check(container, path, volumes, hostUsers, findings);
                CheckKind(container, path, isInit: list == "initContainers", grace, findings);
            }
        }

        PortRules.CheckHostPorts(spec, findings);
        ResourceRules.Check(spec, findings);
        SecurityRules.CheckPod(spec, annotations, findings);
        foreach (var (secret, index) in spec.Items("imagePullSecrets").Select((secret, index) => (secret, index)))
        {
            findings.Require(secret.Text("name").Length > 0, $"spec.imagePullSecrets[{index}].name", "is required");
        }
    }

    // Probes and hooks belong to what runs beside the application. From 1.34 on any container may have a restart policy of its own (KEP-5307); that of a
    // sidecar makes none of a regular container, so there it is taken for a mistake.
    private static void CheckKind(JsonObject container, string path, bool isInit, long grace, Findings findings)
    {
        var policy = container.Text("restartPolicy");
        var isSidecar = isInit && policy == "Always";
        findings.Require(
            policy is "" or "OnFailure" or "Never" || isSidecar || (policy == "Always" && container.Has("restartPolicyRules")), $"{path}.restartPolicy", "is Always for init containers alone");
        if (isInit && !isSidecar)
        {
            foreach (var field in (string[])["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"])
            {
                findings.Require(!container.Has(field), $"{path}.{field}", "is not for init containers without restartPolicy Always");
            }

            return;
        }

        HandlerRules.Check(container, path, grace, findings);
    }
}
