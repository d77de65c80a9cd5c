using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Injector.Core.Plans.Status;

/// <summary>Writes the status annotation: members in a fixed order, empty ones left out.</summary>
internal static class StatusWriter
{
    public static string Write(InjectionStatus status)
    {
        var text = new StringBuilder(1024);
        text.Append("{\"version\":");
        AppendText(text, status.Version);
        text.Append(",\"mode\":");
        AppendText(text, status.Mode);
        AppendMap(text, "profiles", status.Profiles, static (text, hash) => AppendText(text, hash), evenEmpty: true);
        AppendMap(text, "ports", status.Ports, static (text, port) => text.Append(CultureInfo.InvariantCulture, $"{port}"));
        AppendList(text, "initContainers", status.InitContainers);
        AppendList(text, "containers", status.Containers);
        AppendList(text, "volumes", status.Volumes);
        AppendList(text, "imagePullSecrets", status.ImagePullSecrets);
        AppendList(text, "annotations", status.Annotations);
        AppendList(text, "labels", status.Labels);
        AppendMap(text, "env", status.Env, AppendItems);
        AppendMap(text, "mounts", status.Mounts, AppendItems);
        return text.Append('}').ToString();
    }

    private static void AppendMap<T>(
        StringBuilder text, string name, ImmutableArray<KeyValuePair<string, T>> map, Action<StringBuilder, T> appendValue, bool evenEmpty = false)
    {
        if (map.IsEmpty && !evenEmpty)
        {
            return;
        }

        text.Append(",\"").Append(name).Append("\":{");
        var first = true;
        foreach (var (key, value) in map)
        {
            text.Append(first ? "" : ",");
            AppendText(text, key);
            text.Append(':');
            appendValue(text, value);
            first = false;
        }

        text.Append('}');
    }

    private static void AppendList(StringBuilder text, string name, ImmutableArray<string> items)
    {
        if (!items.IsEmpty)
        {
            text.Append(",\"").Append(name).Append("\":");
            AppendItems(text, items);
        }
    }

    private static void AppendItems(StringBuilder text, ImmutableArray<string> items)
    {
        text.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ",");
            AppendText(text, items[i]);
        }

        text.Append(']');
    }

    private static void AppendText(StringBuilder text, string value) =>
        text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)).Append('"');
}
