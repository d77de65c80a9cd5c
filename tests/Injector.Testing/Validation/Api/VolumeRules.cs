using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Volumes of a pod: names, one source each, and the inside of the sources that profiles bring.</summary>
internal static class VolumeRules
{
    private static readonly string[] Media = ["", "Memory"];
    private static readonly string[] PodFields = ["metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations"];
    private static readonly string[] Resources = ["limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage"];

    /// <summary>Checks the volumes.</summary>
    /// <returns>The volumes by name.</returns>
    public static IReadOnlyDictionary<string, JsonObject> Check(IReadOnlyList<JsonObject> volumes, Findings findings)
    {
        var byName = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (volume, index) in volumes.Select((volume, index) => (volume, index)))
        {
            var path = $"spec.volumes[{index}]";
            var name = volume.Text("name");
            findings.Require(Names.IsLabel(name), $"{path}.name", $"{name} is not a label of DNS");
            findings.Require(byName.TryAdd(name, volume), $"{path}.name", $"{name} stands twice");

            // A volume without any source is an emptyDir by default.
            findings.Require(volume.Count(member => member is { Key: not "name", Value: not null }) <= 1, path, "has more than one source");
            CheckSource(volume, path, findings);
        }

        return byName;
    }

    /// <summary>Checks a field that is taken from the pod.</summary>
    /// <param name="reference">The fieldRef.</param>
    /// <param name="fields">The fields that can be taken there.</param>
    public static bool IsFieldOf(JsonObject? reference, IReadOnlyList<string> fields)
    {
        var field = reference.Text("fieldPath");
        var bracket = field.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0
            ? fields.Contains(field)
            : field[..bracket] is "metadata.annotations" or "metadata.labels" && field[bracket..] is ['[', '\'', .. var key, '\'', ']']
                && Names.IsQualified(field.StartsWith("metadata.annotations", StringComparison.Ordinal) ? key.ToLowerInvariant() : key);
    }

    private static void CheckSource(JsonObject volume, string path, Findings findings)
    {
        if (volume.Map("emptyDir") is { } emptyDir)
        {
            var medium = emptyDir.Text("medium");
            findings.Require(Media.Contains(medium) || medium.StartsWith("HugePages", StringComparison.Ordinal), $"{path}.emptyDir.medium", "is not a medium");
            findings.Require(
                !emptyDir.Has("sizeLimit") || (ApiQuantity.TryParse(emptyDir["sizeLimit"]!.ToString(), out var size) && size >= 0), $"{path}.emptyDir.sizeLimit", "is not an amount");
        }

        if (volume.Map("hostPath") is { } hostPath)
        {
            findings.Require(hostPath.Text("path") is { Length: > 0 } host && !host.Split('/').Contains(".."), $"{path}.hostPath.path", "is required, and must not lead up");
        }

        CheckProjection(volume.Map("secret"), $"{path}.secret", "secretName", findings);
        CheckProjection(volume.Map("configMap"), $"{path}.configMap", "name", findings);
        CheckDownward(volume.Map("downwardAPI"), $"{path}.downwardAPI", findings);
        foreach (var (source, index) in volume.Map("projected").Items("sources").Select((source, index) => (source, index)))
        {
            CheckDownward(source.Map("downwardAPI"), $"{path}.projected.sources[{index}].downwardAPI", findings);
        }

        if (volume.Map("persistentVolumeClaim") is { } claim)
        {
            findings.Require(claim.Text("claimName").Length > 0, $"{path}.persistentVolumeClaim.claimName", "is required");
        }
    }

    private static void CheckProjection(JsonObject? source, string path, string name, Findings findings)
    {
        if (source is null)
        {
            return;
        }

        findings.Require(source.Text(name).Length > 0, $"{path}.{name}", "is required");
        CheckMode(source, path, findings);
        foreach (var (item, index) in source.Items("items").Select((item, index) => (item, index)))
        {
            findings.Require(item.Text("key").Length > 0, $"{path}.items[{index}].key", "is required");
            CheckPath(item, $"{path}.items[{index}]", findings);
        }
    }

    private static void CheckDownward(JsonObject? source, string path, Findings findings)
    {
        if (source is not null)
        {
            CheckMode(source, path, findings);
        }

        foreach (var (item, index) in source.Items("items").Select((item, index) => (item, index)))
        {
            var at = $"{path}.items[{index}]";
            CheckPath(item, at, findings);
            CheckMode(item, at, findings);
            findings.Require(item.Has("fieldRef") != item.Has("resourceFieldRef"), at, "has either a fieldRef or a resourceFieldRef");
            findings.Require(!item.Has("fieldRef") || IsFieldOf(item.Map("fieldRef"), PodFields), $"{at}.fieldRef", "is not a field that a file can hold");
            var resource = item.Map("resourceFieldRef");
            findings.Require(
                resource is null || (resource.Text("containerName").Length > 0 && Resources.Contains(resource.Text("resource"))), $"{at}.resourceFieldRef", "names no amount of a container");
        }
    }

    private static void CheckPath(JsonObject item, string at, Findings findings)
    {
        var path = item.Text("path");
        findings.Require(path.Length > 0 && !path.StartsWith('/') && !path.StartsWith("..", StringComparison.Ordinal) && Names.IsDescending(path), $"{at}.path", "must lead down");
    }

    private static void CheckMode(JsonObject source, string at, Findings findings)
    {
        foreach (var field in (string[])["defaultMode", "mode"])
        {
            findings.Require(source.Number(field) is null or (>= 0 and <= 511), $"{at}.{field}", "must be from 0 to 0777");
        }
    }
}
