using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Core.Tests.Removal;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Patching;
using Injector.Testing.Validation;

namespace Injector.Core.Tests.Properties;

/// <summary>What must hold for any pod.</summary>
public sealed class InjectionProperties
{
    private const int Cases = 1500;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Fact]
    public void The_patch_applies_and_changes_nothing_of_the_pod() => ForAllPods(pod =>
    {
        var (result, patched) = Inject(pod);
        if (result.Plan?.Superseded.IsEmpty != false)
        {
            AdditionsOnly.Violations(pod, patched).ShouldBeEmpty();
        }
    });

    [Fact]
    public void A_second_pass_has_nothing_to_add() => ForAllPods(pod =>
    {
        var (first, patched) = Inject(pod);
        var (second, again) = Inject(patched);
        second.Patch.IsEmpty.ShouldBeTrue(Encoding.UTF8.GetString(second.Patch.Span));
        JsonNode.DeepEquals(patched, again).ShouldBeTrue();
        if (first.Decision is InjectionDecision.Inject)
        {
            second.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
        }
    });

    [Fact]
    public void Taking_it_all_out_gives_back_what_the_author_wrote() => ForAllPods(pod =>
    {
        var (result, patched) = Inject(pod);
        var names = result.Plan is null ? [] : ContainerNames(pod);
        if (result.Decision is not InjectionDecision.Inject || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            return;
        }

        RoundTrip.Differences(pod, RoundTrip.Remove(patched).Pod).ShouldBeEmpty();
    });

    [Fact]
    public void A_container_that_another_webhook_adds_is_served_and_then_all_is_at_rest() => ForAllPods(pod =>
    {
        var (first, patched) = Inject(pod);
        if (first.Decision is not InjectionDecision.Inject)
        {
            return;
        }

        patched["spec"]!["containers"]!.AsArray().Insert(0, new JsonObject { ["name"] = "late", ["image"] = "registry.example.com/late:1" });
        patched["spec"]!["initContainers"]?.AsArray().Insert(0, new JsonObject { ["name"] = "late-init", ["image"] = "registry.example.com/late:1" });
        var (second, served) = Inject(patched);
        second.Decision.ShouldNotBeOfType<InjectionDecision.Deny>();
        AdditionsOnly.Violations(WithoutStatus(patched), WithoutStatus(served)).ShouldBeEmpty();
        var given = first.Plan!.Application.FirstOrDefault()?.Mounts.Length ?? 0;
        (served["spec"]!["containers"]![0]!["volumeMounts"]?.AsArray().Count ?? 0).ShouldBeGreaterThanOrEqualTo(Math.Min(given, 1));
        Inject(served).Result.Patch.IsEmpty.ShouldBeTrue();
    });

    [Fact]
    public void What_was_valid_stays_valid()
    {
        var held = 0;
        ForAllPods(pod =>
        {
            var (result, patched) = Inject(pod);
            if (result.Decision is InjectionDecision.Inject && PodRules.Problems(pod).Count == 0)
            {
                PodRules.Problems(patched).ShouldBeEmpty();
                held++;
            }
        });
        held.ShouldBeGreaterThan(Cases / 100);
    }

    [Fact]
    public void Equal_pods_get_equal_bytes() => ForAllPods(pod =>
        Inject(pod).Result.Patch.ToArray().ShouldBe(Inject(pod.DeepClone()).Result.Patch.ToArray()));

    [Fact]
    public void Renderings_that_are_remembered_change_nothing()
    {
        var profiles = BuiltInProfiles.Load();
        ForAllPods(pod =>
            Inject(pod).Result.Patch.ToArray().ShouldBe(Inject(pod, Snapshot with { Profiles = ProfileCatalogue.Create(profiles) }).Result.Patch.ToArray()));
    }

    [Fact]
    public void The_generator_reaches_every_kind_of_outcome()
    {
        var reasons = new HashSet<ReasonCode>();
        ForAllPods(pod => reasons.Add(Inject(pod).Result.Decision.Reason));
        reasons.ShouldBeSubsetOf(Enum.GetValues<ReasonCode>());
        ReasonCode[] expected =
        [
            ReasonCode.Injected, ReasonCode.NotRequested, ReasonCode.HostNetwork, ReasonCode.UnknownProfile, ReasonCode.BadParameter,
            ReasonCode.Conflict, ReasonCode.JobWithClassicSidecar,
        ];
        expected.ShouldBeSubsetOf(reasons);
    }

    private static void ForAllPods(Action<JsonObject> check) =>
        Prop.ForAll(PodGenerator.Pods, pod => check(pod)).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2026, 1121));

    private static (InjectionResult Result, JsonNode Patched) Inject(JsonNode pod) => Inject(pod, Snapshot);

    private static (InjectionResult Result, JsonNode Patched) Inject(JsonNode pod, InjectionSnapshot snapshot)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString()));
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod!, Namespace = "shop" }, snapshot);
        var patched = result.Patch.IsEmpty ? pod.DeepClone() : JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
        return (result, patched);
    }

    // The API server refuses a pod with two containers of a name.
    private static string[] ContainerNames(JsonNode pod) =>
    [
        .. (pod["spec"]!["initContainers"] as JsonArray ?? []).Concat(pod["spec"]!["containers"] as JsonArray ?? []).Select(container => (string)container!["name"]!),
    ];

    private static JsonNode WithoutStatus(JsonNode pod)
    {
        var copy = pod.DeepClone();
        copy["metadata"]!["annotations"]!.AsObject().Remove("injector.io/status");
        return copy;
    }
}
