using System.Collections.Immutable;
using System.Text;
using Injector.Grammar.Json;

namespace Injector.Core.Status;

/// <summary>Writes the status annotation: members in a fixed order, empty ones omitted.</summary>
internal static class StatusWriter
{
    /// <summary>The annotation as text.</summary>
    public static string Text(InjectionStatus status)
    {
        var buffer = JsonBuffer.Rent();
        Write(status, buffer);
        var text = Encoding.UTF8.GetString(buffer.Written);
        buffer.Return();
        return text;
    }

    /// <summary>Writes the annotation.</summary>
    public static void Write(InjectionStatus status, JsonBuffer text)
    {
        text.Write("{\"version\":"u8);
        AppendText(text, status.Version);
        text.Write(",\"mode\":"u8);
        AppendText(text, status.Mode);
        text.Write(",\"profiles\":{"u8);
        AppendTexts(text, status.Profiles);
        AppendPorts(text, status.Ports);
        AppendList(text, ",\"initContainers\":"u8, status.InitContainers);
        AppendList(text, ",\"containers\":"u8, status.Containers);
        AppendList(text, ",\"volumes\":"u8, status.Volumes);
        AppendList(text, ",\"imagePullSecrets\":"u8, status.ImagePullSecrets);
        AppendList(text, ",\"annotations\":"u8, status.Annotations);
        AppendList(text, ",\"labels\":"u8, status.Labels);
        AppendByContainer(text, ",\"env\":{"u8, status.Env);
        AppendAppended(text, status.Appended);
        AppendByContainer(text, ",\"mounts\":{"u8, status.Mounts);
        AppendList(text, ",\"safeToEvict\":"u8, status.SafeToEvict);
        AppendRaised(text, status.Raised);
        AppendGracePeriod(text, status.GracePeriod);
        AppendSuperseded(text, status.Superseded);
        AppendRewritten(text, status.Rewritten);
        AppendMap(text, ",\"blank\":{"u8, status.Blank);
        AppendMap(text, ",\"inputs\":{"u8, status.Inputs);
        if (status.Images.Length > 0)
        {
            text.Write(",\"images\":"u8);
            AppendText(text, status.Images);
        }

        text.Write("}"u8);
    }

    private static void AppendMap(JsonBuffer text, ReadOnlySpan<byte> start, ImmutableArray<KeyValuePair<string, string>> map)
    {
        if (!map.IsEmpty)
        {
            text.Write(start);
            AppendTexts(text, map);
        }
    }

    private static void AppendTexts(JsonBuffer text, ImmutableArray<KeyValuePair<string, string>> map)
    {
        for (var i = 0; i < map.Length; i++)
        {
            AppendKey(text, map[i].Key, i);
            AppendText(text, map[i].Value);
        }

        text.Write("}"u8);
    }

    private static void AppendRaised(JsonBuffer text, ImmutableArray<KeyValuePair<string, string>> resources)
    {
        for (var i = 0; i < resources.Length; i++)
        {
            text.Write(i == 0 ? ",\"raised\":{"u8 : ""u8);
            AppendKey(text, resources[i].Key, i);
            AppendJson(text, resources[i].Value.Length > 0 ? resources[i].Value : "\"\"");
        }

        text.Write(resources.IsEmpty ? ""u8 : "}"u8);
    }

    private static void AppendSuperseded(JsonBuffer text, ImmutableArray<SupersededContainer> containers)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            text.Write(i == 0 ? ",\"superseded\":["u8 : ","u8);
            text.Write(containers[i].IsInit ? "{\"init\":true,\"index\":"u8 : "{\"index\":"u8);
            text.Write(containers[i].Index);
            text.Write(",\"container\":"u8);
            AppendJson(text, containers[i].Json);
            text.Write("}"u8);
        }

        text.Write(containers.IsEmpty ? ""u8 : "]"u8);
    }

    private static void AppendRewritten(
        JsonBuffer text, ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> containers)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            text.Write(i == 0 ? ",\"rewritten\":{"u8 : ""u8);
            AppendKey(text, containers[i].Key, i);
            text.Write("{"u8);
            for (var j = 0; j < containers[i].Value.Length; j++)
            {
                AppendKey(text, containers[i].Value[j].Key, j);
                AppendJson(text, containers[i].Value[j].Value);
            }

            text.Write("}"u8);
        }

        text.Write(containers.IsEmpty ? ""u8 : "}"u8);
    }

    private static void AppendAppended(
        JsonBuffer text, ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> containers)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            text.Write(i == 0 ? ",\"appended\":{"u8 : ""u8);
            AppendKey(text, containers[i].Key, i);
            text.Write("{"u8);
            for (var j = 0; j < containers[i].Value.Length; j++)
            {
                var (name, record) = containers[i].Value[j];
                AppendKey(text, name, j);
                text.Write("{\"text\":"u8);
                AppendText(text, record.Text);
                text.Write(",\"separator\":"u8);
                AppendText(text, record.Separator);
                text.Write(record.Value is null ? ""u8 : ",\"value\":"u8);
                AppendJson(text, record.Value ?? "");
                text.Write(record.ValueFrom is null ? ""u8 : ",\"valueFrom\":"u8);
                AppendJson(text, record.ValueFrom ?? "");
                text.Write("}"u8);
            }

            text.Write("}"u8);
        }

        text.Write(containers.IsEmpty ? ""u8 : "}"u8);
    }

    private static void AppendGracePeriod(JsonBuffer text, RaisedGracePeriod? period)
    {
        if (period is not null)
        {
            text.Write(",\"gracePeriod\":{\"seconds\":"u8);
            text.Write(period.Seconds);
            text.Write(period.Before is null ? ""u8 : ",\"before\":"u8);
            AppendJson(text, period.Before ?? "");
            text.Write("}"u8);
        }
    }

    private static void AppendPorts(JsonBuffer text, ImmutableArray<KeyValuePair<string, int>> ports)
    {
        if (ports.IsEmpty)
        {
            return;
        }

        text.Write(",\"ports\":{"u8);
        for (var i = 0; i < ports.Length; i++)
        {
            AppendKey(text, ports[i].Key, i);
            text.Write(ports[i].Value);
        }

        text.Write("}"u8);
    }

    private static void AppendByContainer(
        JsonBuffer text, ReadOnlySpan<byte> start, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> map)
    {
        if (map.IsEmpty)
        {
            return;
        }

        text.Write(start);
        for (var i = 0; i < map.Length; i++)
        {
            AppendKey(text, map[i].Key, i);
            AppendItems(text, map[i].Value);
        }

        text.Write("}"u8);
    }

    private static void AppendList(JsonBuffer text, ReadOnlySpan<byte> start, ImmutableArray<string> items)
    {
        if (!items.IsEmpty)
        {
            text.Write(start);
            AppendItems(text, items);
        }
    }

    private static void AppendItems(JsonBuffer text, ImmutableArray<string> items)
    {
        text.Write("["u8);
        for (var i = 0; i < items.Length; i++)
        {
            text.Write(i == 0 ? ""u8 : ","u8);
            AppendText(text, items[i]);
        }

        text.Write("]"u8);
    }

    private static void AppendKey(JsonBuffer text, string key, int index)
    {
        text.Write(index == 0 ? ""u8 : ","u8);
        AppendText(text, key);
        text.Write(":"u8);
    }

    private static void AppendText(JsonBuffer text, string value) => JsonTextWriter.WriteQuoted(text, value);

    // What its author wrote is JSON already.
    private static void AppendJson(JsonBuffer text, string json) => text.WriteText(json);
}
