using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Core.Planning.Records;
using Injector.Core.Planning.Rewrites;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Restores the author's values of a container's rewritten fields, if the current value is still ours.</summary>
internal sealed class RewriteRemoval(PodEdit edit, JsonObject container, string path, InjectionStatus status)
{
    private readonly ImmutableArray<string>.Builder _warnings = ImmutableArray.CreateBuilder<string>();

    /// <summary>Restores the recorded fields of the container.</summary>
    /// <returns>What stays, and why; complete sentences.</returns>
    public ImmutableArray<string> Run(string name)
    {
        if (!SortedNames.TryGet(status.Rewritten, name, out var fields))
        {
            return [];
        }

        // Ports come last: the port that a handler names shows whether the handler is still ours.
        var ours = new OwnHandlers(container, name, status);
        foreach (var handler in fields.GroupBy(field => StatusKeeper.HandlerOf(field.Key)).OrderBy(handler => handler.Key.StartsWith("ports/", StringComparison.Ordinal)))
        {
            (string Field, JsonArray Before)[] records = [.. handler.Select(field => (field.Key, JsonNode.Parse(field.Value, documentOptions: ReceivedJson.Strict) as JsonArray ?? []))];
            if (handler.Key.StartsWith("ports/", StringComparison.Ordinal))
            {
                RestorePort(name, records[0].Field, records[0].Before);
            }
            else if (ours.Has(handler.Key, records))
            {
                Array.ForEach(records, record => Restore(record.Field.Split('/'), record.Before));
            }
            else if (ours.IsChanged(handler.Key, records))
            {
                _warnings.Add($"container {name}: {handler.Key.Split('/')[^1]} stays as it is: somebody has changed it since");
            }
        }

        return _warnings.ToImmutable();
    }

    private void RestorePort(string name, string field, JsonArray before)
    {
        var entries = container["ports"] as JsonArray ?? [];
        var number = field.Split('/')[1];
        var index = entries.ToList().FindIndex(entry => PortEntry.Of(entry) is { IsTcp: true, Number: > 0 } port && port.Number.ToString(CultureInfo.InvariantCulture) == number);
        if (index >= 0 && before.Count == 1)
        {
            Restore(["ports", index.ToString(CultureInfo.InvariantCulture), "containerPort"], before);
        }
        else if (!entries.Any(entry => before.Count == 1 && JsonNode.DeepEquals(entry.Member("containerPort"), before[0])))
        {
            _warnings.Add($"container {name}: port {(before.Count == 1 ? before[0] : null)?.ToJsonString()} does not come back: no declared port is {number} any more");
        }
    }

    private void Restore(string[] steps, JsonArray before)
    {
        var (parent, place) = ((JsonNode?)container, path);
        foreach (var step in steps[..^1])
        {
            (parent, place) = (Child(parent, step), $"{place}/{step}");
        }

        if (parent is not JsonObject members)
        {
            return;
        }

        if (before.Count == 0)
        {
            edit.RemoveMember(members, place, steps[^1]);
        }
        else if (members.ContainsKey(steps[^1]))
        {
            edit.Replace(members, place, steps[^1], before[0]?.DeepClone());
        }
        else
        {
            edit.Add(members, place, steps[^1], before[0]?.DeepClone());
        }
    }

    private static JsonNode? Child(JsonNode? node, string step) => node switch
    {
        JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
        JsonObject members => members[step],
        _ => null,
    };
}
