using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Drift;

/// <summary>The field that identifies the items of a list, as the API's schema defines it for merging lists.</summary>
internal sealed class ListKey
{
    private readonly string _field;

    private ListKey(string field) => _field = field;

    /// <summary>The key of the list at a path; <see langword="null"/> when its items are identified by position only.</summary>
    public static ListKey? Of(string path) => path[(path.LastIndexOf('.') + 1)..] switch
    {
        "containers" or "initContainers" or "volumes" or "imagePullSecrets" or "env" => new ListKey("name"),
        "volumeMounts" => new ListKey("mountPath"),
        "volumeDevices" => new ListKey("devicePath"),
        "ports" => new ListKey("containerPort"),
        "items" => new ListKey("key"),
        _ => null,
    };

    /// <summary>The value of the key.</summary>
    public string Name(JsonNode? item)
    {
        var name = item.At(_field)?.ToString() ?? "";
        return _field == "containerPort" && item.TextAt("protocol") is { Length: > 0 } protocol and not "TCP" ? $"{name}/{protocol}" : name;
    }
}
