using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Injector.Testing.RandomPods;

namespace Injector.Benchmarks.Mutations;

/// <summary>
/// Sends random pods through the engine and the oracle of pod validation: what was valid is valid after, and a second pass has nothing to add.
/// Figures go to standard output; the exit code is 1 when one of the two does not hold.
/// </summary>
internal static class RandomPodSeries
{
    private const int MaxShown = 10;

    /// <summary>Runs <c>random-pods --count N --seed N</c>.</summary>
    public static int Run(string[] arguments)
    {
        var count = Number(arguments, "--count", 100_000);
        var seed = Number(arguments, "--seed", 1);
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var violations = new ConcurrentDictionary<string, (int Count, int Example)>(StringComparer.Ordinal);
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, count, number =>
        {
            RandomPodRun run;
            try
            {
                run = RandomPodRun.Of(seed, number);
            }
            catch (Exception exception)
            {
                run = new RandomPodRun("exception", [$"{exception.GetType().Name}: {exception.Message.Split('\n')[0]} {exception.StackTrace?.Split('\n')[0].Trim()}"]);
            }

            outcomes.AddOrUpdate(run.Outcome, 1, static (_, known) => known + 1);
            foreach (var violation in run.Violations)
            {
                violations.AddOrUpdate(violation, _ => (1, number), (_, known) => (known.Count + 1, Math.Min(known.Example, number)));
            }
        });

        var elapsed = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} random pods (seed {seed}) in {elapsed.TotalSeconds:F0} s, {count / elapsed.TotalSeconds:F0} a second"));
        Console.WriteLine(string.Join(", ", outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Console.WriteLine($"{violations.Values.Sum(violation => violation.Count)} violations of {violations.Count} kinds");
        foreach (var (kind, (times, example)) in violations.OrderByDescending(violation => violation.Value.Count).Take(MaxShown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times} times {kind}, first by pod {example}:"));
            Console.WriteLine(RandomPod.Of(seed, example).ToJsonString());
        }

        return violations.IsEmpty ? 0 : 1;
    }

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
