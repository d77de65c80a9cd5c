using System.Text.Json;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Json;
using Injector.Grammar.Numbers;

namespace Injector.Core.Planning.Resources;

/// <summary>The requests and limits of a container as the API server sees them: a limit without a request implies an equal request.</summary>
internal sealed class ContainerAmounts
{
    private readonly Dictionary<string, decimal> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _limits = new(StringComparer.Ordinal);

    private ContainerAmounts(bool isInit, bool isSidecar) => (IsInit, IsSidecar) = (isInit, isSidecar);

    /// <summary>Whether it is in the list of init containers.</summary>
    public bool IsInit { get; }

    /// <summary>Whether it keeps running beside the other containers.</summary>
    public bool IsSidecar { get; }

    /// <summary>Requests by resource name, including those implied by limits.</summary>
    public IReadOnlyDictionary<string, decimal> Requests => _requests;

    /// <summary>Limits by resource name.</summary>
    public IReadOnlyDictionary<string, decimal> Limits => _limits;

    public static ContainerAmounts Of(PreparedContainer container)
    {
        var amounts = new ContainerAmounts(container.View.IsInit, container.View.IsNativeSidecar);
        foreach (var (section, name, quantity) in container.Resources)
        {
            (section == "requests" ? amounts._requests : amounts._limits)[name] = quantity;
        }

        return amounts.Completed();
    }

    public static ContainerAmounts Of(ContainerView container)
    {
        var amounts = new ContainerAmounts(container.IsInit, container.IsNativeSidecar);
        using var document = ReceivedJson.Open(container.Json);
        if (document.RootElement.TryGetProperty("resources", out var resources) && resources.ValueKind is JsonValueKind.Object)
        {
            Read(resources, "requests", amounts._requests);
            Read(resources, "limits", amounts._limits);
        }

        return amounts.Completed();
    }

    /// <summary>The amount requested of a resource.</summary>
    public decimal Request(string resource) => _requests.GetValueOrDefault(resource);

    /// <summary>The maximum amount of a resource that it may use: its limit, else its request.</summary>
    public decimal Max(string resource) => Math.Max(_limits.GetValueOrDefault(resource), Request(resource));

    private static void Read(JsonElement resources, string section, Dictionary<string, decimal> amounts)
    {
        if (!resources.TryGetProperty(section, out var map) || map.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        foreach (var entry in map.EnumerateObject())
        {
            var text = entry.Value.ValueKind is JsonValueKind.String ? entry.Value.GetString()! : entry.Value.GetRawText();
            if (QuantityText.TryParse(text, out var quantity))
            {
                amounts[entry.Name] = quantity;
            }
        }
    }

    private ContainerAmounts Completed()
    {
        foreach (var (name, limit) in _limits)
        {
            _requests.TryAdd(name, limit);
        }

        return this;
    }
}
