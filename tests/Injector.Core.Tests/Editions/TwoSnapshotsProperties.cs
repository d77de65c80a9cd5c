using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Testing.Golden;
using Injector.Testing.RandomPods;

namespace Injector.Core.Tests.Editions;

/// <summary>
/// What must hold of any two passes over a pod with another snapshot between them: profiles changed, another replica answered, another release, another mode,
/// other values of the namespace. The cluster requires sidecars, so that what is not taken for ours would be denied.
/// </summary>
public sealed class TwoSnapshotsProperties
{
    private const int Cases = 1500;

    private static readonly string[] Rewrites = [.. ForeignRewrites.All.Keys];

    [Fact]
    public void The_pod_stays_what_one_edition_made() => ForAll((pod, injected, random) =>
    {
        var snapshot = RandomEditions.Next(random);
        var second = RandomEditions.Inject(injected, snapshot);

        ShouldBeOurs(second);
        var after = RandomEditions.Patched(injected, second);
        JsonNode.DeepEquals(after, injected).ShouldBeTrue($"{GoldenCase.Describe(second)} {System.Text.Encoding.UTF8.GetString(second.Patch.Span)}");
        (second.Decision.Reason == ReasonCode.AlreadyInjected).ShouldBeTrue(GoldenCase.Describe(second));
    });

    [Fact]
    public void What_others_write_into_it_meanwhile_denies_nobody() => ForAll((pod, injected, random) =>
    {
        var between = injected.DeepClone();
        foreach (var container in InjectedPod.Containers(between).Where(_ => random.Next(2) == 0))
        {
            ForeignRewrites.All[Rewrites[random.Next(Rewrites.Length)]](container);
        }

        ShouldBeOurs(RandomEditions.Inject(between, RandomEditions.Next(random)));
    });

    [Fact]
    public void A_container_that_came_since_gets_what_its_neighbours_have_or_nothing() => ForAll((pod, injected, random) =>
    {
        var between = injected.DeepClone();
        ((JsonArray)between["spec"]!["containers"]!).Add(JsonNode.Parse("""{"name":"mesh","image":"mesh.example/proxy:1"}"""));
        var snapshot = RandomEditions.Next(random);
        var second = RandomEditions.Inject(between, snapshot);

        ShouldBeOurs(second);
        var after = RandomEditions.Patched(between, second);
        var others = InjectedPod.Containers(after).Where(container => (string)container["name"]! != "mesh").ToArray();
        var before = InjectedPod.Containers(injected).ToArray();
        others.Length.ShouldBe(before.Length);
        for (var i = 0; i < before.Length; i++)
        {
            JsonNode.DeepEquals(others[i], before[i]).ShouldBeTrue($"{others[i].ToJsonString()} was {before[i].ToJsonString()}");
        }

        (after["spec"]!["volumes"]?.ToJsonString() ?? "").ShouldBe(injected["spec"]!["volumes"]?.ToJsonString() ?? "");
        var third = RandomEditions.Inject(after, snapshot);
        third.Patch.IsEmpty.ShouldBeTrue(System.Text.Encoding.UTF8.GetString(third.Patch.Span));
        ShouldBeOurs(third);
    });

    private static void ShouldBeOurs(InjectionResult result)
    {
        result.Decision.ShouldNotBeOfType<InjectionDecision.Deny>(GoldenCase.Describe(result));
        result.Decision.Reason.ShouldNotBe(ReasonCode.Unverified, GoldenCase.Describe(result));
    }

    private static void ForAll(Action<JsonNode, JsonNode, Random> holds)
    {
        var seen = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2026, 1129),
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
            {
                var random = new Random(seed);
                var pod = RandomPod.Of(seed, random.Next(100_000));
                var first = RandomEditions.Inject(pod, RandomEditions.Next(random));
                if (first.Decision is InjectionDecision.Inject)
                {
                    seen++;
                    holds(pod, RandomEditions.Patched(pod, first), random);
                }
            }));
        seen.ShouldBeGreaterThan(Cases / 3);
    }
}
