using System.Text.Json.Nodes;

namespace Injector.Testing.Patching;

/// <summary>Holds a changed document against the original: everything of the original must still be there, in the same order.</summary>
public static class AdditionsOnly
{
    /// <summary>What was lost or changed, as paths; empty when there are additions only.</summary>
    public static IReadOnlyList<string> Violations(JsonNode? before, JsonNode? after)
    {
        var violations = new List<string>();
        Compare("", before, after, violations);
        return violations;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<string> violations)
    {
        switch (before, after)
        {
            // An absent parent written as null may be created.
            case (null, _):
                break;
            case (JsonObject source, JsonObject target):
                CompareObjects(path, source, target, violations);
                break;
            case (JsonArray source, JsonArray target):
                CompareArrays(path, source, target, violations);
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    violations.Add($"{path}: {before.ToJsonString()} became {after?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }

    private static void CompareObjects(string path, JsonObject before, JsonObject after, List<string> violations)
    {
        foreach (var (name, value) in before)
        {
            if (!after.TryGetPropertyValue(name, out var other))
            {
                violations.Add($"{path}/{name} is gone");
                continue;
            }

            Compare($"{path}/{name}", value, other, violations);
        }
    }

    private static void CompareArrays(string path, JsonArray before, JsonArray after, List<string> violations)
    {
        var next = 0;
        for (var i = 0; i < before.Count; i++)
        {
            var found = false;
            for (; next < after.Count && !found; next++)
            {
                found = SameItem(before[i], after[next]) && Violations(before[i], after[next]).Count == 0;
            }

            if (!found)
            {
                violations.Add($"{path}/{i} is gone or changed: {before[i]?.ToJsonString()}");
                return;
            }
        }
    }

    // Items with a name are the same only under the same name; otherwise a null or an empty object would match anything.
    private static bool SameItem(JsonNode? before, JsonNode? after) =>
        before is not JsonObject source || after is not JsonObject target || JsonNode.DeepEquals(source["name"], target["name"]);
}
