using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;

namespace Injector.Core.Rendering;

/// <summary>
/// Checks amounts: pod validation rejects a request above its limit, which overriding only one of them can cause, and nothing can run with a fraction of a
/// byte, which an override or a parameter can cause.
/// </summary>
internal static class ResourceBounds
{
    private static readonly string[] Sections = ["requests", "limits"];

    private static readonly (string Field, string[] Path)[] VolumeAmounts =
    [
        ("emptyDir.sizeLimit", ["emptyDir", "sizeLimit"]),
        ("storage", ["ephemeral", "volumeClaimTemplate", "spec", "resources", "requests", "storage"]),
    ];

    /// <summary>
    /// Lowers a request to a limit that is overridden by annotation without it: a lower limit implies a lower request. A request that annotations also set
    /// stays as it is.
    /// </summary>
    public static void LowerRequests(AnnotationOverrides overrides, JsonDraftNode container)
    {
        var requests = container.Edit("resources").Edit("requests");
        if (!requests.IsObject || overrides.Resources.IsEmpty)
        {
            return;
        }

        var requested = overrides.Resources.Where(resource => resource.Section == "requests").Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (section, name, limit) in overrides.Resources)
        {
            if (section == "limits" && !requested.Contains(name) && Quantity(requests.Member(name)) > Parsed(limit))
            {
                requests.Set(name, limit);
            }
        }
    }

    /// <summary>Reports what is out of bounds, for people: both values, and where the pod's author can change them.</summary>
    public static void Check(Preparation preparation, ProfileContainer template, bool isMain, JsonDraftNode container, MessageList problems)
    {
        var profile = preparation.Binding.Profile.Name;
        var resources = container.Member("resources");
        foreach (var (name, limit) in resources.Member("limits"))
        {
            var request = resources.Member("requests").Member(name);
            if (Quantity(request) > Quantity(limit))
            {
                problems.Add($"container {container.Member("name").AsText()} of profile {profile} would request {name} {Text(request)} but be limited to {Text(limit)}; "
                    + $"raise the limit or lower the request in {Joined(Places(preparation, template, isMain, Sections, name, Text(request), Text(limit)))}");
            }
        }
    }

    /// <summary>Reports byte amounts of a container that cannot be intended, for people.</summary>
    public static void CheckBytes(Preparation preparation, ProfileContainer template, bool isMain, JsonDraftNode container, MessageList problems)
    {
        var resources = container.Member("resources");
        foreach (var section in Sections)
        {
            foreach (var (name, amount) in resources.Member(section))
            {
                if (ByteAmount.Counts(name) && amount.IsScalar && ByteAmount.Check(Text(amount)) is { } wrong)
                {
                    problems.Add($"container {container.Member("name").AsText()} of profile {preparation.Binding.Profile.Name}: "
                        + $"{Sentence($"{section}.{name}", amount, wrong, Places(preparation, template, isMain, [section], name, Text(amount), Text(amount)))}");
                }
            }
        }
    }

    /// <summary>Byte amounts of a volume that cannot be intended, for people.</summary>
    public static ImmutableArray<string> WrongBytes(Preparation preparation, string volume, JsonDraftNode definition)
    {
        var found = new JsonItems<string>();
        foreach (var (field, path) in VolumeAmounts)
        {
            var amount = definition;
            foreach (var name in path)
            {
                amount = amount.Member(name);
            }

            if (amount.IsScalar && ByteAmount.Check(Text(amount)) is { } wrong)
            {
                var templates = preparation.Binding.Profile.Volumes.Where(template => template.Name == volume);
                found.Add($"volume {volume} of profile {preparation.Binding.Profile.Name}: "
                    + Sentence(field, amount, wrong, Parameters(preparation, templates.SelectMany(template => AmountSources.Of(preparation, template.Definition, path)))));
            }
        }

        return found.ToImmutable();
    }

    private static string Sentence(string field, JsonDraftNode amount, string wrong, IEnumerable<string> places) =>
        $"{field} {Quoted.Text(Text(amount))} {wrong} in {Joined(places)}";

    private static string Joined(IEnumerable<string> places) => string.Join(" or ", places) is { Length: > 0 } found ? found : "the profile";

    private static IEnumerable<string> Places(
        Preparation preparation, ProfileContainer template, bool isMain, string[] sections, string name, string request, string limit)
    {
        var binding = preparation.Binding;
        var places = new List<string>();
        if (isMain && binding.Overrides.Resources.Any(resource => resource.Name == name))
        {
            places.Add(Annotation(preparation, "resources"));
        }

        if (binding.Overrides.Everywhere.Any(resource => resource.Name == name && (resource.Quantity == request || resource.Quantity == limit)))
        {
            places.Add($"annotation {preparation.Keys.Resources} or the setting sidecarResources");
        }

        if (preparation.Partials.ContainsKey(template.Name))
        {
            places.Add($"the pod's container {template.Name} with image auto");
        }

        return places.Count > 0
            ? places
            : Parameters(preparation, sections.SelectMany(section => AmountSources.Of(preparation, template.Container, "resources", section, name)));
    }

    /// <summary>The annotations of the parameters that differ from their defaults; defaults are the profile's responsibility.</summary>
    private static IEnumerable<string> Parameters(Preparation preparation, IEnumerable<ResolvedParameter> sources) => sources
        .Where(source => !source.Value.Equals(source.Parameter.Default))
        .Select(source => Annotation(preparation, source.Parameter.Name))
        .Distinct(StringComparer.Ordinal);

    private static string Annotation(Preparation preparation, string field) =>
        $"annotation {preparation.Keys.Parameter(preparation.Binding.Profile.Name, field)}";

    private static decimal? Quantity(JsonDraftNode node) => node.Exists ? Parsed(Text(node)) : null;

    private static decimal? Parsed(string text) => QuantityText.TryParse(text, out var quantity) ? quantity : null;

    // An amount that is not there reads as it would in JSON.
    private static string Text(JsonDraftNode node) => node.Exists ? node.ScalarText() : "null";
}
