using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Injector.Core.Status;

namespace Injector.Core.Planning.Records;

/// <summary>Writes the status annotation: members in a fixed order, empty ones omitted.</summary>
internal static class StatusWriter
{
    /// <summary>Enough for the status of a pod with several profiles, so that only the resulting text is allocated.</summary>
    private const int DefaultLength = 2048;

    public static string Write(InjectionStatus status)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[DefaultLength]);
        text.AppendLiteral("{\"version\":");
        AppendText(ref text, status.Version);
        text.AppendLiteral(",\"mode\":");
        AppendText(ref text, status.Mode);
        text.AppendLiteral(",\"profiles\":{");
        AppendTexts(ref text, status.Profiles);
        AppendPorts(ref text, status.Ports);
        AppendList(ref text, ",\"initContainers\":", status.InitContainers);
        AppendList(ref text, ",\"containers\":", status.Containers);
        AppendList(ref text, ",\"volumes\":", status.Volumes);
        AppendList(ref text, ",\"imagePullSecrets\":", status.ImagePullSecrets);
        AppendList(ref text, ",\"annotations\":", status.Annotations);
        AppendList(ref text, ",\"labels\":", status.Labels);
        AppendByContainer(ref text, ",\"env\":{", status.Env);
        AppendAppended(ref text, status.Appended);
        AppendByContainer(ref text, ",\"mounts\":{", status.Mounts);
        AppendList(ref text, ",\"safeToEvict\":", status.SafeToEvict);
        AppendRaised(ref text, status.Raised);
        AppendGracePeriod(ref text, status.GracePeriod);
        AppendSuperseded(ref text, status.Superseded);
        AppendRewritten(ref text, status.Rewritten);
        AppendMap(ref text, ",\"blank\":{", status.Blank);
        AppendMap(ref text, ",\"inputs\":{", status.Inputs);
        if (status.Images.Length > 0)
        {
            text.AppendLiteral(",\"images\":");
            AppendText(ref text, status.Images);
        }

        text.AppendLiteral("}");
        return text.ToStringAndClear();
    }

    private static void AppendMap(ref DefaultInterpolatedStringHandler text, string start, ImmutableArray<KeyValuePair<string, string>> map)
    {
        if (!map.IsEmpty)
        {
            text.AppendLiteral(start);
            AppendTexts(ref text, map);
        }
    }

    private static void AppendTexts(ref DefaultInterpolatedStringHandler text, ImmutableArray<KeyValuePair<string, string>> map)
    {
        for (var i = 0; i < map.Length; i++)
        {
            AppendKey(ref text, map[i].Key, i);
            AppendText(ref text, map[i].Value);
        }

        text.AppendLiteral("}");
    }

    private static void AppendRaised(ref DefaultInterpolatedStringHandler text, ImmutableArray<KeyValuePair<string, string>> resources)
    {
        for (var i = 0; i < resources.Length; i++)
        {
            text.AppendLiteral(i == 0 ? ",\"raised\":{" : "");
            AppendKey(ref text, resources[i].Key, i);
            text.AppendLiteral(resources[i].Value.Length > 0 ? resources[i].Value : "\"\"");
        }

        text.AppendLiteral(resources.IsEmpty ? "" : "}");
    }

    private static void AppendSuperseded(ref DefaultInterpolatedStringHandler text, ImmutableArray<SupersededContainer> containers)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            text.AppendLiteral(i == 0 ? ",\"superseded\":[" : ",");
            text.AppendLiteral(containers[i].IsInit ? "{\"init\":true,\"index\":" : "{\"index\":");
            text.AppendFormatted(containers[i].Index);
            text.AppendLiteral(",\"container\":");
            text.AppendFormatted(containers[i].Json);
            text.AppendLiteral("}");
        }

        text.AppendLiteral(containers.IsEmpty ? "" : "]");
    }

    private static void AppendRewritten(
        ref DefaultInterpolatedStringHandler text, ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> containers)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            text.AppendLiteral(i == 0 ? ",\"rewritten\":{" : "");
            AppendKey(ref text, containers[i].Key, i);
            text.AppendLiteral("{");
            for (var j = 0; j < containers[i].Value.Length; j++)
            {
                AppendKey(ref text, containers[i].Value[j].Key, j);
                text.AppendFormatted(containers[i].Value[j].Value);
            }

            text.AppendLiteral("}");
        }

        text.AppendLiteral(containers.IsEmpty ? "" : "}");
    }

    private static void AppendAppended(
        ref DefaultInterpolatedStringHandler text, ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> containers)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            text.AppendLiteral(i == 0 ? ",\"appended\":{" : "");
            AppendKey(ref text, containers[i].Key, i);
            text.AppendLiteral("{");
            for (var j = 0; j < containers[i].Value.Length; j++)
            {
                var (name, record) = containers[i].Value[j];
                AppendKey(ref text, name, j);
                text.AppendLiteral("{\"text\":");
                AppendText(ref text, record.Text);
                text.AppendLiteral(",\"separator\":");
                AppendText(ref text, record.Separator);
                text.AppendLiteral(record.Value is null ? "" : ",\"value\":");
                text.AppendLiteral(record.Value ?? "");
                text.AppendLiteral(record.ValueFrom is null ? "" : ",\"valueFrom\":");
                text.AppendLiteral(record.ValueFrom ?? "");
                text.AppendLiteral("}");
            }

            text.AppendLiteral("}");
        }

        text.AppendLiteral(containers.IsEmpty ? "" : "}");
    }

    private static void AppendGracePeriod(ref DefaultInterpolatedStringHandler text, RaisedGracePeriod? period)
    {
        if (period is not null)
        {
            text.AppendLiteral(",\"gracePeriod\":{\"seconds\":");
            text.AppendFormatted(period.Seconds);
            text.AppendLiteral(period.Before is null ? "" : ",\"before\":");
            text.AppendLiteral(period.Before ?? "");
            text.AppendLiteral("}");
        }
    }

    private static void AppendPorts(ref DefaultInterpolatedStringHandler text, ImmutableArray<KeyValuePair<string, int>> ports)
    {
        if (ports.IsEmpty)
        {
            return;
        }

        text.AppendLiteral(",\"ports\":{");
        for (var i = 0; i < ports.Length; i++)
        {
            AppendKey(ref text, ports[i].Key, i);
            text.AppendFormatted(ports[i].Value);
        }

        text.AppendLiteral("}");
    }

    private static void AppendByContainer(
        ref DefaultInterpolatedStringHandler text, string start, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> map)
    {
        if (map.IsEmpty)
        {
            return;
        }

        text.AppendLiteral(start);
        for (var i = 0; i < map.Length; i++)
        {
            AppendKey(ref text, map[i].Key, i);
            AppendItems(ref text, map[i].Value);
        }

        text.AppendLiteral("}");
    }

    private static void AppendList(ref DefaultInterpolatedStringHandler text, string start, ImmutableArray<string> items)
    {
        if (!items.IsEmpty)
        {
            text.AppendLiteral(start);
            AppendItems(ref text, items);
        }
    }

    private static void AppendItems(ref DefaultInterpolatedStringHandler text, ImmutableArray<string> items)
    {
        text.AppendLiteral("[");
        for (var i = 0; i < items.Length; i++)
        {
            text.AppendLiteral(i == 0 ? "" : ",");
            AppendText(ref text, items[i]);
        }

        text.AppendLiteral("]");
    }

    private static void AppendKey(ref DefaultInterpolatedStringHandler text, string key, int index)
    {
        text.AppendLiteral(index == 0 ? "" : ",");
        AppendText(ref text, key);
        text.AppendLiteral(":");
    }

    private static void AppendText(ref DefaultInterpolatedStringHandler text, string value)
    {
        text.AppendLiteral("\"");
        text.AppendFormatted(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value));
        text.AppendLiteral("\"");
    }
}
