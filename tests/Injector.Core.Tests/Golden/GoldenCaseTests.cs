using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Testing.Golden;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Golden;

public sealed class GoldenCaseTests
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Default)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Gives_the_expected_decision_patch_and_pod(string name)
    {
        var golden = GoldenCase.Load(name);
        var result = golden.Inject(golden.Pod);
        golden.Expect("decision.txt", GoldenCase.Describe(result), (actual, expected) => actual.ShouldBe(expected));
        golden.Expect("patch.json", Lines(result.Patch), (actual, expected) => actual.ShouldBe(expected));
        golden.Expect("expected.json", result.Patch.IsEmpty ? null : Text(Patched(golden.Pod, result)), (actual, expected) => actual.ShouldBe(expected));
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Gives_the_same_bytes_again(string name)
    {
        var golden = GoldenCase.Load(name);
        golden.Inject(golden.Pod).Patch.ToArray().ShouldBe(GoldenCase.Load(name).Inject(golden.Pod).Patch.ToArray());
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Changes_nothing_of_the_pod_and_has_nothing_to_add_the_second_time(string name)
    {
        var golden = GoldenCase.Load(name);
        var result = golden.Inject(golden.Pod);
        if (result.Patch.IsEmpty)
        {
            result.Decision.ShouldNotBeOfType<InjectionDecision.Inject>();
            return;
        }

        var patched = Patched(golden.Pod, result);
        if (result.Plan?.Superseded.IsEmpty != false)
        {
            // What the pod asks to be rewritten changes, and nothing beside it.
            var rewritten = PlannedRewrites.Apply(WithoutListValued(golden.Pod), result.Plan);
            AdditionsOnly.Violations(rewritten, WithoutListValued(patched)).ShouldBeEmpty();
        }

        var second = golden.Inject(patched);
        Encoding.UTF8.GetString(second.Patch.Span).ShouldBeEmpty();
        if (result.Decision is InjectionDecision.Inject)
        {
            second.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected, GoldenCase.Describe(second));
            second.Warnings.Except(result.Warnings).ShouldNotContain(warning => warning.ToString().StartsWith("outdated", StringComparison.Ordinal));
        }
    }

    private static JsonNode Patched(JsonNode pod, InjectionResult result) =>
        JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;

    // One operation a line: short, and still one difference a change.
    private static string? Lines(ReadOnlyMemory<byte> patch) => patch.IsEmpty
        ? null
        : "[\n" + string.Join(",\n", JsonNode.Parse(patch.Span)!.AsArray().Select(operation => operation!.ToJsonString(new(Indented) { WriteIndented = false }))) + "\n]\n";

    private static string Text(JsonNode node) => node.ToJsonString(Indented) + "\n";

    // Values that the plan may lawfully change: a list that grows, our own record, and pod-level sums that must grow with what is added.
    private static JsonNode WithoutListValued(JsonNode pod)
    {
        var copy = pod.DeepClone();
        (copy["metadata"]?["annotations"] as JsonObject)?.Remove("cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes");
        (copy["metadata"]?["annotations"] as JsonObject)?.Remove("injector.io/status");
        (copy["spec"] as JsonObject)?.Remove("resources");
        return copy;
    }
}
