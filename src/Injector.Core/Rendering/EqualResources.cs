using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Makes a container one that a Guaranteed pod can have: its requests of cpu and memory equal its limits, which are stated.</summary>
internal static class EqualResources
{
    /// <summary>The resources that the class of a pod depends on.</summary>
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
