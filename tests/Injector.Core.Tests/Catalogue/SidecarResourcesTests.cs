using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Grammar.Numbers;
using Injector.Testing.Catalogue;

namespace Injector.Core.Tests.Catalogue;

/// <summary>One annotation makes every sidecar pass a quota that asks for what profiles do not state.</summary>
public sealed class SidecarResourcesTests
{
    private static readonly string[] Names = ["cpu", "memory", "ephemeral-storage", "example.com/gpu"];

    private static readonly string[] Quantities = ["1m", "40m", "0.25", "2", "4Mi", "70Mi", "3Gi"];

    public static TheoryData<string, string, string> Texts => HardeningTests.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
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

            var result = CataloguePod.Inject(CataloguePod.Complete(CataloguePod.Requesting(profile.Name, [.. annotations]), profile.Name), new Version(1, 34));
            if (result.Decision is InjectionDecision.Deny deny)
            {
                // A profile's own request or limit against what the profile itself states is for its author to settle.
                deny.Message.ToString().ShouldContain("raise the limit or lower the request");
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

    [Theory]
    [InlineData("migrate", "128Mi", "requests.memory=256Mi")]
    [InlineData("migrate", "128Mi", "requests.memory=256Mi, limits.memory=512Mi")]
    [InlineData("cache", "96Mi", "requests.memory=256Mi")]
    [InlineData("cache", "96Mi", "limits.memory=64Mi")]
    public void Give_way_to_a_written_parameter(string name, string memory, string shared)
    {
        var container = Containers(Injected(name, ("injector.io/resources", shared), ($"{name}.injector.io/memory", memory)))[0];

        QuantityText.TryParse(memory, out var limit).ShouldBeTrue();
        Amount(container, "limits", "memory").ShouldBe(limit);
        Amount(container, "requests", "memory").ShouldBe(limit);
    }

    [Fact]
    public void Raise_a_limit_that_no_one_wrote()
    {
        var container = Containers(Injected("migrate", ("injector.io/resources", "requests.memory=768Mi"))).ShouldHaveSingleItem();

        Amount(container, "requests", "memory").ShouldBe(768 << 20);
        Amount(container, "limits", "memory").ShouldBe(768 << 20);
    }

    [Fact]
    public void Win_over_the_profile_although_a_parameter_of_something_else_states_the_same()
    {
        var container = Containers(Injected("logging", ("injector.io/resources", "limits.memory=64Mi"), ("logging.injector.io/stateSize", "128Mi"))).ShouldHaveSingleItem();

        Amount(container, "limits", "memory").ShouldBe(64 << 20);
    }

    [Theory]
    [InlineData("""{"requests": {"memory": "24Mi"}}""", "limits.memory=16Mi", 24, 24)]
    [InlineData("""{"limits": {"memory": "16Mi"}, "requests": {"memory": "4Mi"}}""", "requests.memory=24Mi, limits.memory=48Mi", 4, 16)]
    [InlineData("""{"limits": {"memory": "16Mi"}}""", "requests.memory=24Mi", 16, 16)]
    public void Give_way_to_what_a_partial_container_says(string partial, string shared, int request, int limit)
    {
        var pod = CataloguePod.Requesting("log-tail", ("injector.io/resources", shared));
        pod["spec"]!["containers"]!.AsArray().Add(new JsonObject { ["name"] = "log-tail", ["image"] = "auto", ["resources"] = JsonNode.Parse(partial) });

        var result = CataloguePod.Inject(pod, new Version(1, 34));

        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        var container = Containers(result).ShouldHaveSingleItem();
        Amount(container, "requests", "memory").ShouldBe(request << 20);
        Amount(container, "limits", "memory").ShouldBe(limit << 20);
    }

    [Fact]
    public void Follow_the_later_of_two_items_and_the_nearer_of_two_places()
    {
        var container = Containers(Injected("log-tail", ("injector.io/resources", "limits.memory=64Mi, limits.cpu=1, limits.memory=48Mi"))).ShouldHaveSingleItem();

        Amount(container, "limits", "memory").ShouldBe(48 << 20);
        Amount(container, "limits", "cpu").ShouldBe(1);
    }

    [Theory]
    [InlineData("injector.io/resources")]
    [InlineData("log-tail.injector.io/resources")]
    public void Are_so_many_as_people_write_and_no_more(string key)
    {
        Injected("log-tail", (key, Extended(32, 1)));
        Injected("log-tail", (key, $"{Extended(32, 1)}, {Extended(32, 2)}"));

        CataloguePod.Inject(CataloguePod.Requesting("log-tail", (key, Extended(33, 1))), new Version(1, 34))
            .Decision.ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldBe($"bad-parameter: annotation {key}: it has more than 32 amounts; keep to the resources that the containers use");

        static string Extended(int count, int quantity) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"limits.example.com/r{i}={quantity}"));
    }

    /// <summary>Renderings are kept from pod to pod: that of a pod that states a default must not serve one that says nothing.</summary>
    [Fact]
    public void Tell_a_written_value_from_a_default_that_is_the_same()
    {
        Limit().ShouldBe(64 << 20);
        Limit(("cache.injector.io/memory", "128Mi")).ShouldBe(128 << 20);
        Limit().ShouldBe(64 << 20);

        static decimal? Limit(params (string, string)[] written) =>
            Amount(Containers(Injected("cache", [("injector.io/resources", "limits.memory=64Mi"), .. written]))[0], "limits", "memory");
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
        var result = CataloguePod.Inject(CataloguePod.Complete(CataloguePod.Requesting(name, annotations), name), new Version(1, 34));
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        return result;
    }
}
