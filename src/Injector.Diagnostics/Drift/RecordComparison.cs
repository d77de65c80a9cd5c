using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Drift;

/// <summary>Finds recorded additions that a pod would no longer get.</summary>
internal static class RecordComparison
{
    public static IEnumerable<FieldDifference> Compare(JsonObject running, InjectionStatus record, JsonObject fresh, InjectionStatus now)
    {
        if (record.Mode != now.Mode && record.Mode.Length > 0)
        {
            yield return new FieldDifference("sidecar mode", record.Mode, now.Mode);
        }

        IEnumerable<FieldDifference> all =
        [
            .. Items("initContainers", record.InitContainers),
            .. Items("containers", record.Containers),
            .. Items("volumes", record.Volumes),
            .. Items("imagePullSecrets", record.ImagePullSecrets),
            .. Members("labels", record.Labels),
            .. Members("annotations", record.Annotations),
            .. InContainers(running, fresh, "env", "name", record.Env),
            .. InContainers(running, fresh, "volumeMounts", "mountPath", record.Mounts),
        ];
        foreach (var difference in all)
        {
            yield return difference;
        }

        IEnumerable<FieldDifference> Items(string list, ImmutableArray<string> names) => Superfluous(running["spec"], fresh["spec"], list, "name", names, "spec");

        IEnumerable<FieldDifference> Members(string map, ImmutableArray<string> keys) =>
            from key in keys
            where running.At("metadata", map, key) is not null && fresh.At("metadata", map, key) is null
            select Superfluous($"metadata.{map}[{key}]");
    }

    private static IEnumerable<FieldDifference> InContainers(
        JsonObject running, JsonObject fresh, string list, string key, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> record) =>
        from member in (string[])["initContainers", "containers"]
        from container in running.ObjectsAt("spec", member)
        let name = container.TextAt("name")
        from entry in record
        where entry.Key == name
        let now = fresh.ObjectsAt("spec", member).FirstOrDefault(one => one.TextAt("name") == name)
        from difference in Superfluous(container, now, list, key, entry.Value, $"spec.{member}[{name}]")
        select difference;

    private static IEnumerable<FieldDifference> Superfluous(
        JsonNode? running, JsonNode? fresh, string list, string key, ImmutableArray<string> names, string path) =>
        from name in names
        where running.ObjectsAt(list).Any(item => item.TextAt(key) == name) && !fresh.ObjectsAt(list).Any(item => item.TextAt(key) == name)
        select Superfluous($"{path}.{list}[{name}]");

    private static FieldDifference Superfluous(string path) => new(path, "present", null);
}
