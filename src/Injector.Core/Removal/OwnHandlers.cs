using System.Text.Json.Nodes;
using Injector.Ambassador.Model;
using Injector.Core.Planning.Rewrites;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Determines which probes and hooks of a container are still as they were rewritten.</summary>
internal sealed class OwnHandlers(JsonObject container, string name, InjectionStatus status)
{
    /// <summary>Whether a handler is still as it was rewritten.</summary>
    /// <param name="handler">Its path below the container.</param>
    /// <param name="records">Its recorded fields, with the author's values.</param>
    public bool Has(string handler, (string Field, JsonArray Before)[] records)
    {
        var at = At(handler);
        var fields = records.Select(record => record.Field[Math.Min(record.Field.Length, handler.Length)..].TrimStart('/')).ToArray();
        return fields switch
        {
            _ when !IsProbe(handler) && !handler.StartsWith("lifecycle/", StringComparison.Ordinal) => false,
            _ when fields.Contains("grpc/port") => IsProbePort(at.Member("grpc").Member("port")),
            _ when fields.Contains("httpGet") || fields.Contains("httpGet/path") => IsProbePort(at.Member("httpGet").Member("port"))
                && at.Member("httpGet").Member("path").AsText()?.TrimStart('/').StartsWith("probe/", StringComparison.Ordinal) == true,
            ["httpGet/port"] or ["tcpSocket/port"] => IsNumberOf(records[0].Before, at.Member(fields[0].Split('/')[0]).Member("port")),
            _ => false,
        };
    }

    /// <summary>Whether a handler exists and differs from what its author wrote.</summary>
    public bool IsChanged(string handler, (string Field, JsonArray Before)[] records) =>
        At(handler) is not null && records.Any(record => !JsonNode.DeepEquals(At(record.Field), record.Before.Count == 0 ? null : record.Before[0]));

    private static bool IsProbe(string handler) => ProbeRewriter.Probes.Contains(handler);

    private JsonNode? At(string path) => path.Split('/').Aggregate((JsonNode?)container, (node, step) => node.Member(step));

    private bool IsProbePort(JsonNode? port) => port.AsInteger() is { } number
        && status.Ports.Any(known => known.Value == number && known.Key.EndsWith($".{ListenerNames.Probes}", StringComparison.Ordinal));

    // The author wrote a name; ours is the number of that port.
    private bool IsNumberOf(JsonArray before, JsonNode? port) =>
        before.Count == 1 && before[0].AsText() is { } text && port.AsInteger() is { } number
        && (container["ports"] as JsonArray ?? []).Select(PortEntry.Of).Any(entry => entry.Name == text && status.RewrittenPort(name, entry.Number) == number);
}
