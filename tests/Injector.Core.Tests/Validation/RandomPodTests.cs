using Injector.Testing.RandomPods;

namespace Injector.Core.Tests.Validation;

/// <summary>Random pods through engine and oracle. The benchmarks' command <c>random-pods</c> does the same with as many as one likes.</summary>
public sealed class RandomPodTests
{
    private const int Count = 3_000;
    private const int Seed = 11;

    [Fact]
    public void Are_as_valid_after_injection_as_before_and_complete_after_one_pass()
    {
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < Count; number++)
        {
            var run = RandomPodRun.Of(Seed, number);
            run.Violations.ShouldBeEmpty($"pod {number} of seed {Seed}: {RandomPod.Of(Seed, number).ToJsonString()}");
            outcomes[run.Outcome] = outcomes.GetValueOrDefault(run.Outcome) + 1;
        }

        // A generator whose pods are refused would show nothing.
        outcomes["injected"].ShouldBeGreaterThan(Count / 3, string.Join(", ", outcomes));
    }
}
