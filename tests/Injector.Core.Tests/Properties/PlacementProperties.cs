using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Properties;

/// <summary>What must hold for any positions of any profiles in any order of init containers.</summary>
public sealed class PlacementProperties
{
    private const int Cases = 1200;

    private static readonly string[] Ours = ["a", "b", "c", "d", "e", "f"];
    private static readonly string[] Theirs = ["one", "two", "three"];

    /// <summary>A container of a profile: which profile, whether it is a sidecar, and its position.</summary>
    private sealed record Wanted(string Name, int Profile, bool IsSidecar, string? Position);

    private sealed record Input(Wanted[] Containers, bool[] AreNative);

    [Fact]
    public void Every_anchor_that_is_not_reported_is_kept() => ForAll(input =>
    {
        var (result, order) = Order(input, "native");
        foreach (var container in input.Containers.Where(container => container.Position?.Contains(':') == true))
        {
            var anchor = Anchor(container)!;
            if (!result.Plan!.Warnings.Any(warning => warning.ToString().Contains($"{container.Name} (", StringComparison.Ordinal) || warning.ToString().Contains($": {container.Name} ", StringComparison.Ordinal)))
            {
                var (own, other) = (order.IndexOf(container.Name), order.IndexOf(anchor));
                (container.Position!.StartsWith("before", StringComparison.Ordinal) ? own < other : own > other).ShouldBeTrue($"{container} in {string.Join(',', order)}");
            }
        }
    });

    [Fact]
    public void Every_anchor_that_is_nowhere_is_reported() => ForAll(input =>
    {
        var (result, _) = Order(input, "native");
        var missing = input.Containers.Count(container => Anchor(container) is { } anchor && !Present(input).Contains(anchor));
        result.Plan!.Warnings.Count(warning => warning.ToString().Contains("no such container", StringComparison.Ordinal)).ShouldBe(missing);
    });

    [Fact]
    public void Both_modes_give_the_same_order() => ForAll(input =>
    {
        var (_, native) = Order(input, "native");
        var (_, classic) = Order(input, "classic");
        var sidecars = input.Containers.Where(container => container.IsSidecar).Select(container => container.Name).ToHashSet();

        classic.Where(name => !sidecars.Contains(name)).ShouldBe(native.Where(name => !sidecars.Contains(name)));
        classic.Where(sidecars.Contains).ShouldBe(native.Where(sidecars.Contains));
    });

    [Fact]
    public void The_pods_own_keep_their_order_and_ours_come_behind_its_leading_native_sidecars() => ForAll(input =>
    {
        var (_, order) = Order(input, "native");
        order.Where(Theirs.Contains).ShouldBe(Theirs.Take(input.AreNative.Length));
        var leading = input.AreNative.TakeWhile(isNative => isNative).Count();
        foreach (var container in input.Containers.Where(container => container.Position is null or "first"))
        {
            order.IndexOf(container.Name).ShouldBeGreaterThan(leading == 0 ? -1 : order.IndexOf(Theirs[leading - 1]));
            if (leading < input.AreNative.Length)
            {
                order.IndexOf(container.Name).ShouldBeLessThan(order.IndexOf(Theirs[leading]));
            }
        }

        foreach (var profile in input.Containers.Where(container => container.Position is null).GroupBy(container => container.Profile))
        {
            var init = profile.Where(container => !container.IsSidecar).Select(container => order.IndexOf(container.Name)).DefaultIfEmpty(-1).Max();
            profile.Where(container => container.IsSidecar).ShouldAllBe(container => order.IndexOf(container.Name) > init);
        }
    });

    private static void ForAll(Action<Input> check) => Prop.ForAll(Arb.From(Inputs()), input => check(input))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2026, 1131));

    private static Gen<Input> Inputs() =>
        from names in Gen.Shuffle(Ours)
        from count in Gen.Choose(1, Ours.Length)
        from containers in Gen.CollectToArray(names.Take(count), Container)
        from own in Gen.Choose(0, Theirs.Length)
        from areNative in Gen.ArrayOf(Gen.Elements(true, false), own)
        select new Input(containers, areNative);

    private static Gen<Wanted> Container(string name) =>
        from profile in Gen.Choose(0, 1)
        from isSidecar in Gen.Elements(true, false)
        from anchor in Gen.Elements([.. Ours, .. Theirs, "nobody"])
        from position in Gen.Elements(null, null, "first", "last", "start", $"before:{anchor}", $"after:{anchor}")
        select new Wanted(name, profile, isSidecar, position);

    private static (InjectionResult Result, List<string> Order) Order(Input input, string mode)
    {
        // An anchor among the names of the test that nobody has in this input is the same as one that is nowhere.
        var present = Present(input);
        var profiles = Enumerable.Range(0, 2).Select(number => Profile(number, input.Containers.Where(container => container.Profile == number), present)).OfType<SidecarProfile>().ToArray();
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["injector.io/inject"] = string.Join(',', profiles.Select(profile => profile.Name)), ["injector.io/sidecar-mode"] = mode } },
            ["spec"] = new JsonObject
            {
                ["initContainers"] = new JsonArray([.. input.AreNative.Select((isNative, index) => Own(Theirs[index], isNative))]),
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example/web:1" }),
            },
        };
        var snapshot = new InjectionSnapshot { Profiles = ProfileCatalogue.Create(profiles) };
        var result = Inject(pod, snapshot);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>();
        var patched = JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
        Inject(patched, snapshot).Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
        return (result, [.. patched["spec"]!["initContainers"]!.AsArray().Concat(patched["spec"]!["containers"]!.AsArray()).Select(container => (string)container!["name"]!)]);
    }

    private static JsonObject Own(string name, bool isNative)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = "example/own:1" };
        if (isNative)
        {
            container["restartPolicy"] = "Always";
        }

        return container;
    }

    private static InjectionResult Inject(JsonNode pod, InjectionSnapshot snapshot) => SidecarInjector.Inject(
        new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, snapshot);

    private static SidecarProfile? Profile(int number, IEnumerable<Wanted> containers, HashSet<string> present)
    {
        var all = containers.ToArray();
        if (all.Length == 0)
        {
            return null;
        }

        return new SidecarProfile
        {
            Name = $"p{number}",
            Description = "",
            ContentHash = "0",
            Source = "test",
            InitContainers = [.. all.Where(container => !container.IsSidecar).Select(Container)],
            Sidecars = [.. all.Where(container => container.IsSidecar).Select(Container)],
        };

        ProfileContainer Container(Wanted wanted)
        {
            var text = Anchor(wanted) is { } anchor && !present.Contains(anchor) ? "after:nobody" : wanted.Position;
            ContainerPosition.TryParse(text, out var position).ShouldBeTrue();
            return new ProfileContainer(
                wanted.Name, position, new TemplateNode.Object([new("name", TemplateNode.Literal.Of(wanted.Name)), new("image", TemplateNode.Literal.Of($"example/{wanted.Name}:1"))]), null);
        }
    }

    private static string? Anchor(Wanted container) => container.Position?.Split(':') is [_, var anchor] ? anchor : null;

    private static HashSet<string> Present(Input input) => [.. input.Containers.Select(container => container.Name), .. Theirs.Take(input.AreNative.Length)];
}
