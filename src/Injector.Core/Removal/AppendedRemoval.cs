using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Core.Rendering;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Removes from a container's own variables what was appended to them.</summary>
internal sealed class AppendedRemoval(PodEdit edit, JsonObject container, string path, InjectionStatus status)
{
    private readonly ImmutableArray<string>.Builder _warnings = ImmutableArray.CreateBuilder<string>();

    /// <summary>Added variables that stay because a remaining value refers to them.</summary>
    public ImmutableArray<string> Kept { get; private set; } = [];

    /// <summary>Restores what is on record for the container.</summary>
    /// <returns>What stays, and why; complete sentences.</returns>
    public ImmutableArray<string> Run(string name)
    {
        if (SortedNames.TryGet(status.Appended, name, out var variables) && container["env"] is JsonArray entries)
        {
            foreach (var (variable, record) in variables)
            {
                var index = entries.ToList().FindLastIndex(entry => entry.Member("name").AsText() == variable);
                if (index >= 0)
                {
                    Restore(name, variable, record, (JsonObject)entries[index]!, $"{path}/env/{index.ToString(CultureInfo.InvariantCulture)}");
                }
            }

            KeepWhatIsReferredTo(name, variables);
        }

        return _warnings.ToImmutable();
    }

    // Someone may have started using the variable that a source was moved to; without it, their reference would no longer be expanded.
    private void KeepWhatIsReferredTo(string name, ImmutableArray<KeyValuePair<string, AppendedRecord>> variables)
    {
        var values = ((container["env"] as JsonArray)?.Select(entry => entry.Member("value")) ?? [])
            .Concat(container["command"] as JsonArray ?? [])
            .Concat(container["args"] as JsonArray ?? [])
            .Concat((container["volumeMounts"] as JsonArray)?.Select(mount => mount.Member("subPathExpr")) ?? []);
        var read = values.Select(value => value.AsText()).OfType<string>().SelectMany(ComputedPath.Names).ToHashSet(StringComparer.Ordinal);
        foreach (var (variable, record) in variables)
        {
            var source = AppendedVariable.SourceName(variable);
            if (record.ValueFrom is not null && read.Contains(source) && !Kept.Contains(source))
            {
                Kept = Kept.Add(source);
                _warnings.Add($"container {name}: variable {source} stays: something refers to it");
            }
        }
    }

    private void Restore(string name, string variable, AppendedRecord record, JsonObject entry, string place)
    {
        var before = record.ValueFrom is null ? TextOf(record.Value) : $"$({AppendedVariable.SourceName(variable)})";
        var now = entry["value"].AsText() ?? "";
        if (now == AppendedVariable.Join(before, record.Separator, record.Text))
        {
            GiveBack(record, entry, place);
        }
        else if (record.ValueFrom is null && AppendedVariable.Find(now, record.Separator, record.Text) is >= 0 and var start)
        {
            edit.Replace(entry, place, "value", Without(now, record, start));
        }
        else if (now.Contains(record.Text, StringComparison.Ordinal)
            || (record.ValueFrom is not null && now.Contains($"$({AppendedVariable.SourceName(variable)})", StringComparison.Ordinal)))
        {
            Kept = Kept.Add(AppendedVariable.SourceName(variable));
            _warnings.Add($"container {name}: variable {variable} stays as it is: somebody has changed it since");
        }
    }

    private void GiveBack(AppendedRecord record, JsonObject entry, string place)
    {
        if (record.Value is { } value)
        {
            edit.Replace(entry, place, "value", JsonNode.Parse(value, documentOptions: ReceivedJson.Strict));
        }
        else
        {
            edit.RemoveMember(entry, place, "value");
        }

        if (record.ValueFrom is { } source)
        {
            edit.Add(entry, place, "valueFrom", JsonNode.Parse(source, documentOptions: ReceivedJson.Strict));
        }
    }

    private static string Without(string value, AppendedRecord record, int start)
    {
        var (head, tail) = (value[..start], value[(start + record.Text.Length)..]);
        return head.Length > 0
            ? head[..^Math.Min(record.Separator.Length, head.Length)] + tail
            : tail[Math.Min(record.Separator.Length, tail.Length)..];
    }

    private static string TextOf(string? json) => json is null ? "" : JsonNode.Parse(json, documentOptions: ReceivedJson.Strict).AsText() ?? "";
}
