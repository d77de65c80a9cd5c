using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Profiles.Parameters;
using Injector.Testing.Catalogue;

namespace Injector.Core.Tests.Catalogue;

/// <summary>One annotation makes every sidecar pass a quota that asks for what profiles do not state.</summary>
public sealed class SidecarResourcesTests
{
    private static readonly string[] Names = ["cpu", "memory", "ephemeral-storage", "example.com/gpu"];

    private static readonly string[] Quantities = ["1m", "40m", "0.25", "2", "4Mi", "70Mi", "3Gi"];

    public static TheoryData<string, string, string> Words => HardeningTests.Words;

    [Theory]
    [MemberData(nameof(Words))]
    public void Reach_every_container_of_every_variant(string name, string parameter, string word)
    {
        var result = Injected(name, ("injector.io/resources", "limits.cpu=300m, limits.ephemeral-storage=64Mi"), ($"{name}.injector.io/{parameter}", word));

        var containers = Containers(result);
        containers.ShouldAllBe(container => Amount(container, "limits", "ephemeral-storage") == 64 << 20);
        containers.ShouldAllBe(container => Amount(container, "limits", "cpu") > 0);
    }

    [Fact]
    public void Keep_every_request_within_its_limit_whatever_they_are()
    {
        var items = from section in Gen.Elements("requests", "limits")
            from resource in Gen.Elements(Names)
            from quantity in Gen.Elements(Quantities)
            where ByteAmount.Check(quantity) is null || !ByteAmount.Counts(resource)
            select (section, resource, quantity);
        var cases = from profile in Gen.Elements(CataloguePod.Profiles.ToArray())
            from first in items
            from second in items
            where first.resource != second.resource || first.section == second.section
            from own in items
            select (profile, first, second, own);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (profile, first, second, own) = one;
            var annotations = new List<(string, string)> { ("injector.io/resources", $"{Text(first)}, {Text(second)}") };
            if (profile.Overrides.Fields.Contains("resources") && !profile.Parameters.Any(parameter => parameter.Name == "resources"))
            {
                annotations.Add(($"{profile.Name}.injector.io/resources", Text(own)));
            }

            var result = CataloguePod.Inject(CataloguePod.Complete(CataloguePod.Asking(profile.Name, [.. annotations]), profile.Name), new Version(1, 34));
            if (result.Decision is InjectionDecision.Deny deny)
            {
                // A profile's own request or limit against what the profile itself states is for its author to settle.
                deny.Message.ShouldContain("raise the limit or lower the request");
                return;
            }

            foreach (var container in Containers(result))
            {
                foreach (var resource in Names)
                {
                    (Amount(container, "requests", resource) ?? 0).ShouldBeLessThanOrEqualTo(Amount(container, "limits", resource) ?? decimal.MaxValue, container.ToJsonString());
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(2026, 1121));
    }

    [Fact]
    public void Leave_what_a_written_parameter_gives()
    {
        var result = Injected("cache", ("injector.io/resources", "limits.memory=64Mi"), ("cache.injector.io/memory", "96Mi"));

        Containers(result).ShouldHaveSingleItem();
        Amount(Containers(result)[0], "limits", "memory").ShouldBe(96 << 20);
    }

    [Fact]
    public void Only_fill_in_what_is_open_where_the_profile_lets_pods_change_nothing()
    {
        var result = Injected("ambassador", ("injector.io/resources", "limits.memory=1Mi, limits.cpu=1m"));

        foreach (var container in Containers(result))
        {
            Amount(container, "limits", "memory").ShouldNotBe(1 << 20);
            Amount(container, "limits", "cpu").ShouldBe(Amount(container, "requests", "cpu"));
        }
    }

    private static string Text((string Section, string Resource, string Quantity) item) => $"{item.Section}.{item.Resource}={item.Quantity}";

    private static decimal? Amount(JsonNode container, string section, string name) =>
        (string?)container["resources"]?[section]?[name] is { } text && QuantityText.TryParse(text, out var amount) ? amount : null;

    private static JsonNode[] Containers(InjectionResult result) =>
        [.. result.Plan!.InitContainers.Concat(result.Plan.Containers).Select(container => JsonNode.Parse(container.Json.Span)!)];

    private static InjectionResult Injected(string name, params (string Key, string Value)[] annotations)
    {
        var result = CataloguePod.Inject(CataloguePod.Complete(CataloguePod.Asking(name, annotations), name), new Version(1, 34));
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        return result;
    }
}
