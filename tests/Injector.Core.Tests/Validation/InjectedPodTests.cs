using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing;
using Injector.Testing.Golden;
using Injector.Testing.Patching;
using Injector.Testing.Validation;

namespace Injector.Core.Tests.Validation;

/// <summary>Holds injected pods against the newest schema and the rules of pod validation, which the test server may be too old to know.</summary>
public sealed class InjectedPodTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Obey_the_rules_of_pod_validation(string name)
    {
        if (Injected(GoldenCase.Load(name)) is { } pod)
        {
            PodRules.Problems(pod).ShouldBeEmpty();
        }
    }

    [MaterialFact(PodSchemaCheck.Variable)]
    public void Are_well_formed_by_the_newest_schema()
    {
        var schema = PodSchemaCheck.Load();
        var injected = GoldenCases.Names.Select(name => (Name: (string)name[0], Pod: Injected(GoldenCase.Load((string)name[0])))).Where(entry => entry.Pod is not null).ToArray();
        injected.Length.ShouldBeGreaterThan(20);
        foreach (var (name, pod) in injected)
        {
            schema.Problems(pod!).ShouldBeEmpty(name);
        }
    }

    [MaterialFact(PodSchemaCheck.Variable)]
    public void Would_be_caught_if_they_were_not_well_formed()
    {
        var schema = PodSchemaCheck.Load();
        schema.Problems(JsonNode.Parse("""{"spec":{"containers":[{"name":"a","imagePullPolicyy":"Always","ports":[{"containerPort":"x"}]}]}}""")!).Count.ShouldBe(2);
    }

    private static JsonNode? Injected(GoldenCase golden)
    {
        var result = golden.Inject(golden.Pod);
        return result.Decision is InjectionDecision.Inject
            ? JsonPatchApplier.Apply(golden.Pod, JsonNode.Parse(result.Patch.Span)!.AsArray())
            : null;
    }
}
