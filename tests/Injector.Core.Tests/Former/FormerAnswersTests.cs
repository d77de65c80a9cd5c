using System.Text.Json.Nodes;
using Injector.Testing;
using Injector.Testing.Former;
using Injector.Testing.Golden;
using Injector.Testing.Mutations;
using Injector.Testing.Patching;
using Injector.Testing.Scenarios;

namespace Injector.Core.Tests.Former;

/// <summary>
/// The engine of the commit before the pipeline was rebuilt is the oracle: the present one answers with the same bytes. A million mutated reviews are
/// compared by <c>oracle</c> of the benchmarks.
/// </summary>
public sealed class FormerAnswersTests
{
    private const int MaxShown = 3;
    private const int MutatedReviews = 4_000;
    private const int Rollout = 100;

    [MaterialFact(FormerEngine.Variable)]
    public void Golden_pods_get_the_same_answers_in_both_passes()
    {
        var former = FormerEngine.FromEnvironment();
        var differences = new List<string>();
        foreach (var name in GoldenCases.Names.Select(name => (string)name[0]))
        {
            var golden = GoldenCase.Load(name);
            var folder = Path.Combine(GoldenCases.Folder, name);
            var comparison = new AnswerComparison(() => former.ForGoldenCase(folder), PresentEngine.ForGoldenCase(folder));
            var pod = golden.Pod;
            var patch = golden.Inject(pod).Patch;
            var second = patch.IsEmpty ? pod : JsonPatchApplier.Apply(pod, JsonNode.Parse(patch.Span)!.AsArray())!;
            differences.AddRange(new[] { pod, second }
                .Select(pass => comparison.Difference(ReviewMutator.Review(pass.ToJsonString(), golden.Namespace)))
                .OfType<string>().Select(difference => $"{name}: {difference}"));
        }

        Expect(differences);
    }

    [MaterialFact(FormerEngine.Variable)]
    public void Distinct_pods_of_every_scenario_get_the_same_answers()
    {
        var comparison = WithBuiltIns();
        Expect(
            from scenario in ReviewScenario.All
            from number in Enumerable.Range(0, scenario.Count)
            let difference = comparison.Difference(scenario.Distinct(number))
            where difference is not null
            select $"{scenario.Name}, {number}: {difference}");
    }

    [MaterialFact(FormerEngine.Variable)]
    public void Both_passes_of_a_rollout_get_the_same_answers()
    {
        var (comparison, present) = (WithBuiltIns(), PresentEngine.WithBuiltIns());
        Expect(
            from scenario in ReviewScenario.All
            from number in Enumerable.Range(0, Math.Min(Rollout, scenario.Count))
            let first = scenario.Repeated(number)
            from review in new[] { first, SecondPass.Of(first, present.AnswerTo(first), number) }
            let difference = comparison.Difference(review)
            where difference is not null
            select $"{scenario.Name}, {number}: {difference}");
    }

    [MaterialFact(FormerEngine.Variable)]
    public void Pods_of_other_projects_get_the_same_answers() => Expect(OracleReviews.OfCorpus().Select(WithBuiltIns().Difference).OfType<string>());

    [MaterialFact(FormerEngine.Variable)]
    public void Mutated_reviews_get_the_same_answers()
    {
        var mutator = new ReviewMutator(1, ReviewMutator.Sources());
        Expect(Enumerable.Range(0, MutatedReviews).Select(_ => mutator.Next()).Select(WithBuiltIns().Difference).OfType<string>());
    }

    private static AnswerComparison WithBuiltIns() => new(FormerEngine.FromEnvironment().WithBuiltIns, PresentEngine.WithBuiltIns());

    private static void Expect(IEnumerable<string> differences) => differences.Take(MaxShown).ShouldBeEmpty();
}
