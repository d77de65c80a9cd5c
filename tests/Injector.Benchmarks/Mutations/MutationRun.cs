using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Mutations;
using Injector.Testing.Patching;

namespace Injector.Benchmarks.Mutations;

/// <summary>
/// Sends mutated reviews through the engine: each gets an answer, patches apply, messages stay short, memory stays flat. Figures go to standard output;
/// the exit code is 1 when a rule is broken.
/// </summary>
internal static class MutationRun
{
    private const int ChunkSize = 5_000;
    private const int MaxMessageBytes = 4096;
    private const int MaxShown = 10;

    /// <summary>One in so many patches is applied: applying costs more than answering.</summary>
    private const int AppliedShare = 8;

    public static int Run(string[] arguments)
    {
        var count = Number(arguments, "--count", 100_000);
        var seed = Number(arguments, "--seed", 1);
        var sources = ReviewMutator.Sources();
        var snapshot = new InjectionSnapshot { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };
        var outcomes = new ConcurrentDictionary<AdmissionResult, int>();
        var violations = new ConcurrentDictionary<string, (int Count, string Example)>();
        var (applied, broken) = (0, 0);
        var before = LiveMegabytes();
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, (count + ChunkSize - 1) / ChunkSize, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, chunk =>
        {
            var mutator = new ReviewMutator(unchecked((seed * 1_000_003) + chunk), sources);
            var output = new ArrayBufferWriter<byte>(1 << 16);
            for (var i = 0; i < Math.Min(ChunkSize, count - (chunk * ChunkSize)); i++)
            {
                var body = mutator.Next();
                output.ResetWrittenCount();
                try
                {
                    var outcome = AdmissionHandler.Answer(body, snapshot, output);
                    outcomes.AddOrUpdate(outcome.Result, 1, static (_, number) => number + 1);
                    Interlocked.Add(ref applied, Check(body, outcome, applies: i % AppliedShare == 0));
                }
                catch (Exception exception)
                {
                    Interlocked.Increment(ref broken);
                    violations.AddOrUpdate(
                        $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]} {exception.StackTrace?.Split('\n')[0].Trim()}",
                        _ => (1, Encoding.UTF8.GetString(body)),
                        (_, known) => known with { Count = known.Count + 1 });
                }
            }
        });

        var elapsed = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} reviews mutated from {sources.Count} (seed {seed}) in {elapsed.TotalSeconds:F0} s, {count / elapsed.TotalSeconds:F0} a second"));
        Console.WriteLine(string.Join(", ", outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{applied} patches applied; {broken} exceptions or broken rules; live memory {before:F1} MB before, {LiveMegabytes():F1} MB after"));
        foreach (var (kind, (times, example)) in violations.Take(MaxShown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times} times {kind}, for example by"));
            Console.WriteLine(example);
        }

        return broken == 0 ? 0 : 1;
    }

    private static int Check(byte[] body, AdmissionOutcome outcome, bool applies)
    {
        if (outcome.Injection is not { } result)
        {
            return 0;
        }

        foreach (var finding in result.Findings)
        {
            Require(finding.Message.Length <= MaxMessageBytes && Encoding.UTF8.GetByteCount(finding.Message) <= MaxMessageBytes, "a message is too long");
        }

        Require(result.Warnings.Length <= 5 && result.Warnings.All(warning => warning.Length <= 120), "warnings are too long");
        if (!applies || result.Patch.IsEmpty || Parse(body) is not { } pod)
        {
            return 0;
        }

        JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span, documentOptions: new() { MaxDepth = 300 })!.AsArray());
        return 1;
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException(rule);
        }
    }

    /// <summary>The pod as a tree; <see langword="null"/> where a member comes twice, which no tree can hold.</summary>
    private static JsonNode? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new() { MaxDepth = 256, AllowDuplicateProperties = false })!["request"]!["object"]!;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double LiveMegabytes() => GC.GetTotalMemory(forceFullCollection: true) / 1e6;

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
