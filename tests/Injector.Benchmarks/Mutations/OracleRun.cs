using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Injector.Benchmarks.Figures;
using Injector.Testing.Former;
using Injector.Testing.Mutations;

namespace Injector.Benchmarks.Mutations;

/// <summary>Sends mutated reviews through the present engine and the one before the pipeline was rebuilt: the exit code is 1 when a byte differs.</summary>
internal static class OracleRun
{
    private const int ChunkSize = 5_000;
    private const int MaxShown = 5;

    /// <summary>Runs <c>oracle --count N --seed N</c>.</summary>
    public static int Run(string[] arguments)
    {
        var count = Number(arguments, "--count", 100_000);
        var seed = Number(arguments, "--seed", 1);
        var (former, present) = (FormerEngine.Load(FormerFolder.Provision("before-pipeline")), PresentEngine.WithBuiltIns());
        var sources = ReviewMutator.Sources();
        var differences = new ConcurrentQueue<string>();
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, (count + ChunkSize - 1) / ChunkSize, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, chunk =>
        {
            var mutator = new ReviewMutator(unchecked((seed * 1_000_003) + chunk), sources);
            var comparison = new AnswerComparison(former.WithBuiltIns, present);
            for (var i = 0; i < Math.Min(ChunkSize, count - (chunk * ChunkSize)); i++)
            {
                if (comparison.Difference(mutator.Next()) is { } difference)
                {
                    differences.Enqueue(difference);
                }
            }
        });

        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} reviews mutated from {sources.Count} (seed {seed}) in {elapsed:F0} s: {differences.Count} answers differ"));
        foreach (var difference in differences.Take(MaxShown))
        {
            Console.WriteLine(difference);
        }

        return differences.IsEmpty ? 0 : 1;
    }

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
