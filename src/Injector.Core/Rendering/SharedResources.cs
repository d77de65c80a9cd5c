using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Grammar.Json;
using Injector.Grammar.Numbers;

namespace Injector.Core.Rendering;

/// <summary>
/// Sets the resources that apply to every injected container. They have the lowest precedence: they yield to the profile's annotations (an amount, or a
/// parameter that sets one), to the pod's partial container, and, if the profile does not let pods override resources, to the profile's own amounts.
/// </summary>
internal static class SharedResources
{
    public static void Apply(Preparation preparation, ProfileContainer template, bool isMain, JsonDraftNode container)
    {
        var shared = preparation.Binding.Overrides.Everywhere;
        if (shared.IsEmpty)
        {
            return;
        }

        var yields = !preparation.Binding.Profile.Overrides.Fields.Contains("resources");
        var resources = container.ChildObject("resources");
        var set = new HashSet<(string, string)>();
        foreach (var (section, name, quantity) in shared)
        {
            if (!resources.Member(section).Member(name).Exists || !IsFixed(section, name))
            {
                resources.ChildObject(section).Set(name, isMain ? Within(preparation.Binding.Overrides, section, name, quantity) : quantity);
                set.Add((section, name));
            }
        }

        foreach (var (section, name, _) in shared)
        {
            Fit(resources, section, name, set, IsFixed);
        }

        bool IsFixed(string section, string name) => yields || AmountSources.AreWritten(preparation, template, section, name);
    }

    /// <summary>Keeps amounts that apply to every container consistent with their counterparts in a partial container of the pod.</summary>
    public static void KeepTo(AnnotationOverrides overrides, JsonDraftNode container)
    {
        var resources = container.Edit("resources");
        var shared = overrides.Everywhere.ToDictionary(resource => (resource.Section, resource.Name), resource => resource.Quantity);
        foreach (var ((section, name), quantity) in shared)
        {
            var other = Counterpart(section);
            if (Text(resources.Member("requests").Member(name)) is { } request && Text(resources.Member("limits").Member(name)) is { } limit
                && Quantity(request) > Quantity(limit))
            {
                var (mine, theirs) = section == "limits" ? (limit, request) : (request, limit);
                if (mine == quantity && theirs != shared.GetValueOrDefault((other, name)))
                {
                    container.ChildObject("resources").ChildObject(section).Set(name, theirs);
                }
            }
        }
    }

    /// <summary>The amount, or the counterpart set by the profile's own annotation if the two would contradict each other.</summary>
    private static string Within(AnnotationOverrides overrides, string section, string name, string quantity)
    {
        var isLimit = section == "limits";
        foreach (var own in overrides.Resources)
        {
            if (own.Name == name && own.Section != section
                && (isLimit ? Quantity(own.Quantity) > Quantity(quantity) : Quantity(quantity) > Quantity(own.Quantity)))
            {
                return own.Quantity;
            }
        }

        return quantity;
    }

    /// <summary>
    /// Keeps a request and its limit consistent when only one of them is set, because pod validation rejects a request above its limit. The counterpart is
    /// adjusted unless it is fixed.
    /// </summary>
    private static void Fit(
        JsonDraftNode resources, string section, string name, HashSet<(string Section, string Name)> set, Func<string, string, bool> isFixed)
    {
        var other = Counterpart(section);
        if (!set.Contains((section, name)) || set.Contains((other, name))
            || Text(resources.Member("requests").Member(name)) is not { } request || Text(resources.Member("limits").Member(name)) is not { } limit
            || !(Quantity(request) > Quantity(limit)))
        {
            return;
        }

        var (mine, theirs) = section == "limits" ? (limit, request) : (request, limit);
        var (changed, amount) = isFixed(other, name) ? (section, theirs) : (other, mine);
        resources.ChildObject(changed).Set(name, amount);
    }

    private static string Counterpart(string section) => section == "limits" ? "requests" : "limits";

    private static decimal? Quantity(string text) => QuantityText.TryParse(text, out var quantity) ? quantity : null;

    private static string? Text(JsonDraftNode amount) => amount.Exists ? amount.ScalarText() : null;
}
