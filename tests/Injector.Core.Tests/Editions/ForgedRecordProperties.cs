using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Snapshots;
using Injector.Testing.Golden;
using Injector.Testing.RandomPods;

namespace Injector.Core.Tests.Editions;

/// <summary>What must hold of any record that somebody writes himself, and of any container that takes a sidecar's name, where sidecars are required.</summary>
public sealed class ForgedRecordProperties
{
    private const int Cases = 1500;
    private const string Key = "injector.io/status";

    private static readonly string[] Images = ["evil.example/fake:1", "fake", "evil.example:5000/deep/er/fake@sha256:0123456789012345678901234567890123456789012345678901234567890123"];
    private static readonly string[] Members = ["version", "mode", "profiles", "inputs", "images", "volumes", "mounts", "env", "annotations", "ports"];
    private static readonly JsonNode?[] Values = [null, "", "0.1.0", "0.2.0", "native", "classic", 7, new JsonArray(), new JsonObject(), "0123abcd", new JsonObject { ["log-tail"] = "2e976505fc92", ["logging"] = "0" }];

    [Fact]
    public void An_image_that_no_edition_brings_is_denied_under_whatever_record() => ForAll((injected, random) =>
    {
        var pod = injected.DeepClone();
        var own = Own(pod);
        if (own.Length == 0)
        {
            return;
        }

        own[random.Next(own.Length)]["image"] = Images[random.Next(Images.Length)];
        var record = JsonNode.Parse((string)pod["metadata"]!["annotations"]![Key]!)!.AsObject();
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            record[Members[random.Next(Members.Length)]] = Values[random.Next(Values.Length)]?.DeepClone();
        }

        pod["metadata"]!["annotations"]![Key] = record.ToJsonString();
        var result = RandomEditions.Inject(pod, RandomEditions.Next(random));

        result.Decision.ShouldBeOfType<InjectionDecision.Deny>($"{record.ToJsonString()}: {GoldenCase.Describe(result)}");
    });

    [Fact]
    public void A_program_of_ones_own_is_denied_under_the_record_of_the_present_edition() => ForAll((injected, random, snapshot) =>
    {
        var pod = injected.DeepClone();
        var own = Own(pod);
        if (own.Length == 0)
        {
            return;
        }

        own[random.Next(own.Length)][random.Next(2) == 0 ? "command" : "args"] = new JsonArray("sleep", "infinity");
        var result = RandomEditions.Inject(pod, snapshot);

        result.Decision.ShouldBeOfType<InjectionDecision.Deny>(GoldenCase.Describe(result)).Code.ShouldBe(ReasonCode.Conflict);
    });

    [Fact]
    public void A_name_that_was_taken_before_is_denied_with_a_record_and_without() => ForAll((injected, random) =>
    {
        // A copy of the application has its image, and where all others are sidecars the squatter is the application.
        var own = Own(injected).Where(container => (string)container["name"]! != "migrate").ToArray();
        if (own.Length == 0)
        {
            return;
        }

        // The pod as its author wrote it, but for one container that has the name of a sidecar.
        var names = own.Select(container => (string)container["name"]!).ToArray();
        var squatter = names[random.Next(names.Length)];
        var pod = injected.DeepClone();
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var container in (pod["spec"]![list] as JsonArray ?? []).OfType<JsonObject>().Where(container => names.Contains((string)container["name"]!)).ToArray())
            {
                container.Parent!.AsArray().Remove(container);
            }
        }

        ((JsonArray)pod["spec"]!["containers"]!).Add(new JsonObject { ["name"] = squatter, ["image"] = Images[random.Next(Images.Length)] });
        var hasRecord = random.Next(2) == 0;
        if (!hasRecord)
        {
            pod["metadata"]!["annotations"]!.AsObject().Remove(Key);
        }

        var result = RandomEditions.Inject(pod, RandomEditions.Next(random));

        // Without a record the chart's validating policy denies what is left out.
        (result.Decision is InjectionDecision.Deny || (!hasRecord && result.Decision.Reason is ReasonCode.JobWithClassicSidecar)).ShouldBeTrue($"{squatter}: {GoldenCase.Describe(result)}");
    });

    private static JsonObject[] Own(JsonNode pod)
    {
        var record = JsonNode.Parse((string)pod["metadata"]!["annotations"]![Key]!)!;
        var names = (record["initContainers"] as JsonArray ?? []).Concat(record["containers"] as JsonArray ?? []).Select(name => (string)name!).ToArray();
        return [.. InjectedPod.Containers(pod).Where(container => names.Contains((string)container["name"]!))];
    }

    private static void ForAll(Action<JsonNode, Random> holds) => ForAll((injected, random, _) => holds(injected, random));

    private static void ForAll(Action<JsonNode, Random, InjectionSnapshot> holds)
    {
        var seen = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2026, 1131),
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
            {
                var random = new Random(seed);
                var pod = RandomPod.Of(seed, random.Next(100_000));
                var snapshot = RandomEditions.Next(random);
                var first = RandomEditions.Inject(pod, snapshot);
                if (first.Decision is InjectionDecision.Inject { Plan: { Superseded.IsEmpty: true } })
                {
                    seen++;
                    holds(RandomEditions.Patched(pod, first), random, snapshot);
                }
            }));
        seen.ShouldBeGreaterThan(Cases / 3);
    }
}
