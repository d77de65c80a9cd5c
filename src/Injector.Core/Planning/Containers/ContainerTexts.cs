using System.Text.Json;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Containers;

/// <summary>The texts that configure a container: its command, its arguments, and the values of its variables.</summary>
internal static class ContainerTexts
{
    public static IReadOnlyList<string> Of(ContainerView container)
    {
        var texts = new List<string>();
        using var json = ReceivedJson.Open(container.Json);
        Collect(json.RootElement, "command", texts, item => item);
        Collect(json.RootElement, "args", texts, item => item);
        Collect(json.RootElement, "env", texts, item => item.ValueKind is JsonValueKind.Object && item.TryGetProperty("value", out var value) ? value : default);
        return texts;
    }

    private static void Collect(JsonElement container, string name, List<string> texts, Func<JsonElement, JsonElement> select)
    {
        if (container.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array)
        {
            texts.AddRange(list.EnumerateArray().Select(select).Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!));
        }
    }
}
