using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Versions;

/// <summary>Reads the answer to <c>/version</c>.</summary>
internal static class ServerVersion
{
    /// <summary>Major and minor version; providers write the minor one with a plus sign (<c>30+</c>). <see langword="null"/> when not stated.</summary>
    internal static Version? Read(JsonObject answer) =>
        Number(answer["major"]) is { } major && Number(answer["minor"]) is { } minor ? new Version(major, minor) : null;

    private static int? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        && int.TryParse(value.GetValue<string>().TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
