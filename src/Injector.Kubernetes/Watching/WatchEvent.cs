using System.Text.Json;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Watching;

/// <summary>A line of a watch.</summary>
/// <param name="Change">Its type; <see langword="null"/> for an unknown one.</param>
/// <param name="Object">Its object; invalid once the line has been handled.</param>
internal readonly record struct WatchEvent(WatchChange? Change, JsonElement Object)
{
    /// <summary>The resource version after the event.</summary>
    internal string ResourceVersion =>
        Object.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("resourceVersion", out var version) && version.ValueKind == JsonValueKind.String
            ? version.GetString()!
            : throw new JsonException("An event has no resourceVersion.");

    /// <exception cref="JsonException">It is not an event.</exception>
    internal static WatchEvent Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("type", out var type) || !line.TryGetProperty("object", out var about)
            || about.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A line of the watch is not an event.");
        }

        return new WatchEvent(ChangeOf(type), about);
    }

    /// <summary>The status in an ERROR event.</summary>
    internal ApiStatus Status() => ApiStatus.From(Object, otherwise: 500);

    private static WatchChange? ChangeOf(JsonElement type) => type switch
    {
        _ when type.ValueEquals("ADDED"u8) => WatchChange.Added,
        _ when type.ValueEquals("MODIFIED"u8) => WatchChange.Modified,
        _ when type.ValueEquals("DELETED"u8) => WatchChange.Deleted,
        _ when type.ValueEquals("BOOKMARK"u8) => WatchChange.Bookmark,
        _ when type.ValueEquals("ERROR"u8) => WatchChange.Error,
        _ => null,
    };
}

/// <summary>The types of watch events.</summary>
public enum WatchChange
{
    /// <summary>An object that is new to the watch.</summary>
    Added,

    /// <summary>An object changed.</summary>
    Modified,

    /// <summary>An object is gone.</summary>
    Deleted,

    /// <summary>Nothing changed; the version to resume from has advanced.</summary>
    Bookmark,

    /// <summary>The server cannot continue the watch.</summary>
    Error,
}
