using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Status;

/// <summary>Reads the status annotation. Anyone can write one, so invalid parts are ignored.</summary>
public static class StatusReader
{
    /// <summary>Reads a status; <see cref="InjectionStatus.None"/> when the text is not one.</summary>
    /// <param name="json">Value of the annotation.</param>
    public static InjectionStatus Read(Utf8Text json)
    {
        // The annotation's text is JSON of its own, with escapes that checking the review around it does not cover. A duplicate member would be noticed only on
        // first use, and removal uses parts of a record.
        return UnicodeCheck.Problem(json.Bytes.Span) is null && ReceivedJson.TryReadTree(json.Bytes.Span, out var status)
            ? ReadObject(status)
            : InjectionStatus.None;
    }

    private static InjectionStatus ReadObject(JsonObject status) => new()
    {
        Version = status["version"].AsText() ?? "",
        Mode = status["mode"].AsText() ?? "",
        Profiles = Map(status["profiles"], static value => value.AsText()),
        Inputs = Map(status["inputs"], static value => value.AsText()),
        Images = status["images"].AsText() ?? "",
        Ports = [.. Map(status["ports"], PortText).Select(port => new KeyValuePair<string, int>(port.Key, int.Parse(port.Value, CultureInfo.InvariantCulture)))],
        InitContainers = Texts(status["initContainers"]),
        Containers = Texts(status["containers"]),
        Volumes = Texts(status["volumes"]),
        ImagePullSecrets = Texts(status["imagePullSecrets"]),
        Annotations = Texts(status["annotations"]),
        Labels = Texts(status["labels"]),
        Env = ByContainer(status["env"]),
        Appended = Appended(status["appended"]),
        Mounts = ByContainer(status["mounts"]),
        SafeToEvict = Texts(status["safeToEvict"]),
        Raised = Map(status["raised"], Amount),
        GracePeriod = status["gracePeriod"] is JsonObject period && period["seconds"].AsInteger() is { } seconds and > 0
            ? new RaisedGracePeriod(period.TryGetPropertyValue("before", out var before) ? RelaxedJson.Text(before) : null, seconds)
            : null,
        Superseded = [.. (status["superseded"] as JsonArray ?? []).Select(Superseded).OfType<SupersededContainer>()],
        Rewritten = Rewritten(status["rewritten"]),
        Blank = Map(status["blank"], static value => value.AsText()),
    };

    private static SupersededContainer? Superseded(JsonNode? node) =>
        node.Member("container") is JsonObject container && node.Member("index").AsInteger() is { } index and >= 0 and <= ushort.MaxValue
            ? new SupersededContainer(node.Member("init").AsBoolean() ?? false, (int)index, RelaxedJson.Text(container))
            : null;

    private static ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> Rewritten(JsonNode? node) =>
        [.. Members(node).Select(member => KeyValuePair.Create(member.Key, Map(member.Value, static value => value is JsonArray { Count: <= 1 } before ? RelaxedJson.Text(before) : null)))];

    private static ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> Appended(JsonNode? node) =>
    [
        .. Members(node).Select(container => KeyValuePair.Create(
            container.Key,
            Members(container.Value).Where(variable => variable.Value.Member("text").AsText() is { Length: > 0 })
                .Select(variable => KeyValuePair.Create(variable.Key, Appended((JsonObject)variable.Value!)))
                .ToImmutableArray())),
    ];

    private static AppendedRecord Appended(JsonObject record) => new(
        record["text"].AsText()!,
        record["separator"].AsText() ?? "",
        record.TryGetPropertyValue("value", out var value) ? RelaxedJson.Text(value) : null,
        record["valueFrom"] is JsonObject source ? RelaxedJson.Text(source) : null);

    // A text or a number, as the author wrote it.
    private static string? Amount(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String when value.AsText() is "" => "",
        JsonValueKind.String or JsonValueKind.Number => RelaxedJson.Text(value),
        _ => null,
    };

    private static string? PortText(JsonNode? value) => value.AsInteger() is { } port and >= 1 and <= 65535 ? port.ToString(CultureInfo.InvariantCulture) : null;

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? node) =>
        (node as JsonObject ?? []).OrderBy(member => member.Key, StringComparer.Ordinal);

    private static ImmutableArray<KeyValuePair<string, string>> Map(JsonNode? node, Func<JsonNode?, string?> read)
    {
        var map = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (key, value) in Members(node))
        {
            if (read(value) is { } text)
            {
                map.Add(new(key, text));
            }
        }

        return map.DrainToImmutable();
    }

    private static ImmutableArray<string> Texts(JsonNode? node) =>
        [.. (node as JsonArray ?? []).Select(item => item.AsText()).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> ByContainer(JsonNode? node) =>
        [.. Members(node).Select(member => new KeyValuePair<string, ImmutableArray<string>>(member.Key, Texts(member.Value)))];
}
