using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Injector.Testing.Manifests;
using Injector.Tests.Mutations;

namespace Injector.Benchmarks.Mutations;

/// <summary>
/// Sends mutated manifests through the command line: only documented exit codes, no bytes lost, a second pass adds nothing, and taking out gives the bytes
/// back. Figures go to standard output; the exit code is 1 when one of these does not hold.
/// </summary>
internal static class ManifestMutations
{
    private const int MaxShown = 10;
    private const int ChunkSize = 500;

    /// <summary>A manifest takes some milliseconds; what takes this long hangs.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    /// <summary>Runs <c>mutated-manifests --count N --seed N</c>.</summary>
    public static int Run(string[] arguments)
    {
        var count = Number(arguments, "--count", 100_000);
        var seed = Number(arguments, "--seed", 1);
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var violations = new ConcurrentDictionary<string, (int Count, string Example)>(StringComparer.Ordinal);
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, (count + ChunkSize - 1) / ChunkSize, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, chunk =>
        {
            var mutator = new ManifestMutator(unchecked((seed * 1_000_003) + chunk), ManifestTexts.Small);
            for (var i = 0; i < Math.Min(ChunkSize, count - (chunk * ChunkSize)); i++)
            {
                var (text, began) = (mutator.Next(), Stopwatch.GetTimestamp());
                var run = MutatedManifestRun.Of(text);
                var violated = Stopwatch.GetElapsedTime(began) > Slow ? [.. run.Violations, "takes long"] : run.Violations;
                outcomes.AddOrUpdate(run.Outcome, 1, static (_, number) => number + 1);
                foreach (var violation in violated)
                {
                    violations.AddOrUpdate(violation, _ => (1, text), (_, known) => (known.Count + 1, known.Example.Length <= text.Length ? known.Example : text));
                }
            }
        });

        var elapsed = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} manifests mutated from {ManifestTexts.Small.Count} (seed {seed}) in {elapsed.TotalSeconds:F0} s, {count / elapsed.TotalSeconds:F0} a second"));
        Console.WriteLine(string.Join(", ", outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Console.WriteLine($"{violations.Values.Sum(violation => violation.Count)} violations of {violations.Count} kinds");
        foreach (var (kind, (times, example)) in violations.OrderByDescending(violation => violation.Value.Count).Take(MaxShown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times} times {kind}, for example by"));
            Console.WriteLine(example);
        }

        return violations.IsEmpty ? 0 : 1;
    }

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
