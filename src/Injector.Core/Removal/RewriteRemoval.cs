using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Plans.Status;

namespace Injector.Core.Removal;

/// <summary>Gives the fields of a container that were rewritten their author's values back.</summary>
internal sealed class RewriteRemoval(PodEdit edit, JsonObject container, string path, InjectionStatus status)
{
    /// <summary>Restores what is on record for the container.</summary>
    public void Run(string name)
    {
        if (SortedNames.TryGet(status.Rewritten, name, out var fields))
        {
            foreach (var (field, before) in fields)
            {
                Restore(field.Split('/'), JsonNode.Parse(before) as JsonArray ?? []);
            }
        }
    }

    private void Restore(string[] steps, JsonArray before)
    {
        var (parent, place) = ((JsonNode?)container, path);
        foreach (var step in steps[..^1])
        {
            (parent, place) = (Child(parent, step), $"{place}/{step}");
        }

        // Somebody has taken it away since, or put another port in its place.
        if (parent is not JsonObject members || (steps[0] == "ports" && !IsOurs(members[steps[^1]])))
        {
            return;
        }

        var exists = members.ContainsKey(steps[^1]);
        if (before.Count == 0)
        {
            edit.RemoveMember(members, place, steps[^1]);
        }
        else if (exists)
        {
            edit.Replace(members, place, steps[^1], before[0]?.DeepClone());
        }
        else
        {
            edit.Add(members, place, steps[^1], before[0]?.DeepClone());
        }
    }

    private bool IsOurs(JsonNode? port) => port.AsInteger() is { } number && status.Ports.Any(known => known.Value == number);

    private static JsonNode? Child(JsonNode? node, string step) => node switch
    {
        JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
        JsonObject members => members[step],
        _ => null,
    };
}
