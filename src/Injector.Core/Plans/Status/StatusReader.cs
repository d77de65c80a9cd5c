using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Json;

namespace Injector.Core.Plans.Status;

/// <summary>Reads the status annotation. Anybody can write one, so what does not fit is not there.</summary>
public static class StatusReader
{
    /// <summary>Reads a status; <see cref="InjectionStatus.None"/> when the text is not one.</summary>
    /// <param name="json">Value of the annotation.</param>
    public static InjectionStatus Read(Utf8Text json)
    {
        try
        {
            return JsonNode.Parse(json.Bytes.Span) is JsonObject status ? ReadObject(status) : InjectionStatus.None;
        }
        catch (JsonException)
        {
            return InjectionStatus.None;
        }
        catch (ArgumentException)
        {
            // JsonObject reports a repeated member this way, on first use.
            return InjectionStatus.None;
        }
        catch (InvalidOperationException)
        {
            return InjectionStatus.None;
        }
    }

    private static InjectionStatus ReadObject(JsonObject status) => new()
    {
        Version = status["version"].AsText() ?? "",
        Mode = status["mode"].AsText() ?? "",
        Profiles = Members(status["profiles"])
            .Where(member => member.Value.AsText() is not null)
            .ToImmutableSortedDictionary(member => member.Key, member => member.Value.AsText()!, StringComparer.Ordinal),
        Ports = Members(status["ports"])
            .Where(member => member.Value.AsInteger() is >= 1 and <= 65535)
            .ToImmutableSortedDictionary(member => member.Key, member => (int)member.Value.AsInteger()!.Value, StringComparer.Ordinal),
        InitContainers = Texts(status["initContainers"]),
        Containers = Texts(status["containers"]),
        Volumes = Texts(status["volumes"]),
        ImagePullSecrets = Texts(status["imagePullSecrets"]),
        Annotations = Texts(status["annotations"]),
        Labels = Texts(status["labels"]),
        Env = ByContainer(status["env"]),
        Mounts = ByContainer(status["mounts"]),
    };

    private static JsonObject Members(JsonNode? node) => node as JsonObject ?? [];

    private static ImmutableSortedSet<string> Texts(JsonNode? node) =>
        (node as JsonArray ?? []).Select(item => item.AsText()).OfType<string>().ToImmutableSortedSet(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<string>> ByContainer(JsonNode? node) =>
        Members(node).ToImmutableSortedDictionary(member => member.Key, member => Texts(member.Value), StringComparer.Ordinal);
}
