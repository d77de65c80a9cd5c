using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Makes a container acceptable in a Guaranteed pod: it has limits for cpu and memory, and requests equal to them.</summary>
internal static class EqualResources
{
    /// <summary>The resources that determine a pod's QoS class.</summary>
    public static readonly string[] Names = ["cpu", "memory"];

    public static void Apply(JsonDraftNode container)
    {
        var resources = container.ChildObject("resources");
        var (requests, limits) = (resources.ChildObject("requests"), resources.ChildObject("limits"));
        foreach (var name in Names)
        {
            var amount = limits.Member(name) is { Exists: true } limit ? limit : requests.Member(name);
            if (amount.Exists)
            {
                var text = amount.ScalarText();
                requests.Set(name, text);
                limits.Set(name, text);
            }
        }
    }
}
