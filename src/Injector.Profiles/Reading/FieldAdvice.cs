using System.Text.RegularExpressions;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Reading;

/// <summary>
/// Suggests a replacement for a field that the format does not have but that authors used to pods, schemas or charts will try. Misspelled names are left to
/// <see cref="Suggestion"/>.
/// </summary>
internal static partial class FieldAdvice
{
    private const string InContainer = "fields of a container stand one level below, in 'container'";

    private const string Application =
        "'application' holds 'volumeMounts' and 'env' for the application's containers, with initContainers: true for the pod's init containers too, and nothing else of them changes";

    /// <summary>What to write, by the path of the enclosing object (without indices) and the field; <c>*</c> stands for any other pod field there.</summary>
    private static readonly Dictionary<(string Place, string Field), string> ByPlace = new()
    {
        [("spec", "name")] = "the name stands in metadata",
        [("spec", "containers")] = "containers beside the application stand in 'sidecars', those that end before it starts in 'initContainers'",
        [("spec", "container")] = "a container stands in an item of 'sidecars' or 'initContainers', as {container: {name: …, image: …}}",
        [("spec", "env")] = "variables stand in the container that reads them, those of the application in 'application'",
        [("spec", "volumeMounts")] = "mounts stand in the container that has them, those of the application in 'application'",
        [("spec", "annotations")] = "annotations of the pod stand in 'pod'",
        [("spec", "labels")] = "labels of the pod stand in 'pod'",
        [("spec", "imagePullSecrets")] = "imagePullSecrets stand in 'pod'",
        [("spec", "terminationGracePeriodSeconds")] = "terminationGracePeriodSeconds stands in 'pod'",
        [("spec", "params")] = "write 'parameters'",
        [("spec", "configMaps")] = "generated files stand in 'files'; they need no ConfigMap",
        [("spec.application", "envFrom")] = $"{Application}; write each variable in 'env', with valueFrom where it comes from a Secret or ConfigMap",
        [("spec.application", "volumes")] = "volumes stand in 'volumes' of the spec; 'application' mounts them",
        [("spec.application", "annotations")] = "annotations of the pod stand in 'pod' of the spec",
        [("spec.application", "labels")] = "labels of the pod stand in 'pod' of the spec",
        [("spec.application", "containers")] = $"{Application}; which containers those are, a pod says with injector.io/containers",
        [("spec.parameters", "min")] = "write 'minimum'",
        [("spec.parameters", "max")] = "write 'maximum'",
        [("spec.parameters", "regex")] = "write 'pattern', with an 'example' beside it",
        [("spec.parameters", "values")] = "write 'enum'",
        [("spec.parameters", "options")] = "write 'enum'",
        [("spec.parameters", "choices")] = "write 'enum'",
        [("spec.parameters", "oneOf")] = "write 'enum'",
        [("spec.parameters", "value")] = "write 'default' for what holds where a pod says nothing; a constant needs no parameter",
        [("spec.parameters", "from")] = "write 'defaultFrom'",
        [("spec.parameters", "valueFrom")] = "a default from the pod is 'defaultFrom'; what comes from a Secret stands in env of the container, with valueFrom",
        [("spec.parameters", "itemType")] = "write 'items' with the name of a type, such as items: string",
        [("spec.parameters", "optional")] = "a parameter is optional unless it says required: true",
        [("spec.ports", "containerPort")] = "write 'port' here, and containerPort: $(ports.<name>) in 'ports' of the container",
        [("spec.files", "path")] = "write 'name', and mount the volume 'files', which holds all of them, where the container reads them",
        [("spec.files", "mountPath")] = "mount the volume 'files', which holds all of them, under volumeMounts of the container",
        [("spec.files", "data")] = "write 'content'",
        [("spec.files", "template")] = "write 'content': a tree that becomes JSON, or a text as it is, both with variables such as $(params.name)",
        [("spec.pod", "*")] = "'pod' holds 'annotations', 'labels' and 'imagePullSecrets', added where a pod has them not, and 'terminationGracePeriodSeconds'; other fields of a pod stay its author's",
        [("spec.application", "*")] = Application,
        [("spec.sidecars", "*")] = InContainer,
        [("spec.initContainers", "*")] = InContainer,
    };

    /// <summary>Fields of containers and pods that an author may put into the wrong object.</summary>
    private static readonly string[] OfPods =
    [
        "affinity", "args", "automountServiceAccountToken", "command", "dnsConfig", "dnsPolicy", "env", "envFrom", "hostAliases", "hostIPC", "hostNetwork", "hostPID", "image",
        "imagePullPolicy", "lifecycle", "livenessProbe", "name", "nodeSelector", "ports", "priorityClassName", "readinessProbe", "resources", "restartPolicy", "runtimeClassName",
        "schedulerName", "securityContext", "serviceAccountName", "shareProcessNamespace", "startupProbe", "stdin", "terminationGracePeriodSeconds", "tolerations",
        "topologySpreadConstraints", "tty", "volumeMounts", "volumes", "workingDir",
    ];

    /// <summary><c>; …</c> with what to write instead of an unknown field.</summary>
    /// <param name="place">Path of the object, such as <c>spec.parameters[0]</c>.</param>
    /// <param name="field">The field.</param>
    /// <param name="known">The known fields.</param>
    internal static string For(string place, string field, ReadOnlySpan<string> known)
    {
        var kind = Index().Replace(place, "");
        return ByPlace.TryGetValue((kind, field), out var advice) || (OfPods.Contains(field) && ByPlace.TryGetValue((kind, "*"), out advice))
            ? $"; {advice}"
            : Suggestion.For(field, known.ToArray());
    }

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.NonBacktracking)]
    private static partial Regex Index();
}
