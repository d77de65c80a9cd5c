using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing;
using Injector.Testing.Catalogue;
using Injector.Testing.Patching;
using Injector.Testing.Validation;

namespace Injector.Core.Tests.Catalogue;

/// <summary>Every built-in profile alone and with every other in one pod, in both sidecar modes.</summary>
public sealed class CombinationTests
{
    private static readonly Version Native = new(1, 34);
    private static readonly Version Classic = new(1, 20);

    public static TheoryData<string> SinglesAndPairs => [.. CataloguePod.SinglesAndPairs];

    [Theory]
    [MemberData(nameof(SinglesAndPairs))]
    public void Get_along_as_native_sidecars(string profiles) => ExpectValidPod(profiles, Native);

    [Theory]
    [MemberData(nameof(SinglesAndPairs))]
    public void Get_along_as_classic_sidecars(string profiles) => ExpectValidPod(profiles, Classic);

    [MaterialFact(PodSchemaCheck.Variable)]
    public void Are_well_formed_by_the_newest_schema()
    {
        var schema = PodSchemaCheck.Load();
        foreach (var profiles in CataloguePod.SinglesAndPairs)
        {
            schema.Problems(Injected(CataloguePod.Requesting(profiles), Native)).ShouldBeEmpty(profiles);
        }
    }

    private static void ExpectValidPod(string profiles, Version version)
    {
        var pod = CataloguePod.Requesting(profiles);

        var injected = Injected(pod, version);

        AdditionsOnly.Violations(pod, injected).ShouldBeEmpty();
        PodRules.Problems(injected).ShouldBeEmpty();
        var second = CataloguePod.Inject(injected, version);
        second.Patch.IsEmpty.ShouldBeTrue();
        second.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
    }

    private static JsonNode Injected(JsonObject pod, Version version)
    {
        var result = CataloguePod.Inject(pod, version);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        return JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }
}
