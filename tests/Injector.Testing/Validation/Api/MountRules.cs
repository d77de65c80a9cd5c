using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Mounts of a container. Paths are compared as text: <c>/a</c> and <c>/a/</c> are two to validation.</summary>
internal static class MountRules
{
    private static readonly string[] Propagations = ["", "None", "HostToContainer", "Bidirectional"];

    public static void Check(JsonObject container, string path, IReadOnlyDictionary<string, JsonObject> volumes, Findings findings)
    {
        var devices = container.Items("volumeDevices");
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (mount, index) in container.Items("volumeMounts").Select((mount, index) => (mount, index)))
        {
            var at = $"{path}.volumeMounts[{index}]";
            var volume = mount.Text("name");
            var mountPath = mount.Text("mountPath");
            findings.Require(volumes.ContainsKey(volume), $"{at}.name", $"{volume} is no volume of the pod");
            findings.Require(mountPath.Length > 0, $"{at}.mountPath", "is required");
            findings.Require(paths.Add(mountPath), $"{at}.mountPath", $"{mountPath} stands twice");
            findings.Require(!devices.Any(device => device.Text("name") == volume || device.Text("devicePath") == mountPath), at, "is a device already");
            CheckSubPath(mount, at, findings);
            findings.Require(Propagations.Contains(mount.Text("mountPropagation")), $"{at}.mountPropagation", "is not a mode");
            findings.Require(
                mount.Text("mountPropagation") != "Bidirectional" || container.Map("securityContext").IsTrue("privileged"), $"{at}.mountPropagation", "needs a privileged container");
            findings.Require(
                mount.Text("recursiveReadOnly") is "" or "Disabled" || (mount.IsTrue("readOnly") && mount.Text("mountPropagation") is "" or "None"),
                $"{at}.recursiveReadOnly", "needs readOnly and no propagation");
        }

        foreach (var (device, index) in devices.Select((device, index) => (device, index)))
        {
            var at = $"{path}.volumeDevices[{index}]";
            findings.Require(
                volumes.TryGetValue(device.Text("name"), out var volume) && (volume.Has("persistentVolumeClaim") || volume.Has("ephemeral")), $"{at}.name", "is no claim of the pod");
            findings.Require(device.Text("devicePath").Length > 0 && !device.Text("devicePath").Split('/').Contains(".."), $"{at}.devicePath", "is not a path");
        }
    }

    private static void CheckSubPath(JsonObject mount, string at, Findings findings)
    {
        var (subPath, expression) = (mount.Text("subPath"), mount.Text("subPathExpr"));
        findings.Require(Names.IsDescending(subPath), $"{at}.subPath", "must lead down");
        findings.Require(Names.IsDescending(expression), $"{at}.subPathExpr", "must lead down");
        findings.Require(subPath.Length == 0 || expression.Length == 0, $"{at}.subPathExpr", "excludes subPath");
    }
}
