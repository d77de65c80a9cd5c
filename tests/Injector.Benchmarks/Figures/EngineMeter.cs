using System.Buffers;
using System.Diagnostics;
using Injector.Testing.Former;

namespace Injector.Benchmarks.Figures;

/// <summary>What a review costs an engine.</summary>
/// <param name="Nanoseconds">Processor time of the process, collections included: the median of the rounds. On a machine that does nothing else it is the time that passes.</param>
/// <param name="Bytes">Allocated by the engine, in the round with the least: the answer's buffer is there before.</param>
/// <param name="AnswerBytes">Size of the answers, on average.</param>
internal readonly record struct ReviewCost(double Nanoseconds, double Bytes, double AnswerBytes);

/// <summary>Measures engines in turns, so that what else the machine does meets all of them.</summary>
internal static class EngineMeter
{
    /// <summary>Compilation in tiers takes some ten thousand calls and some time in the background until the code stays as it is.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(120);

    /// <summary>Measures every engine with its reviews.</summary>
    public static ReviewCost[] Measure(EngineCalls[] engines, byte[][][] reviews, int rounds)
    {
        var output = new ArrayBufferWriter<byte>(1 << 22);
        var times = engines.Select(_ => new List<double>()).ToArray();
        var bytes = new double[engines.Length];
        var answers = new double[engines.Length];
        var passes = engines.Select((engine, i) => WarmedPasses(engine, reviews[i], output)).ToArray();
        Array.Fill(bytes, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < engines.Length; i++)
            {
                GC.Collect();
                var calls = (double)passes[i] * reviews[i].Length;
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Environment.CpuUsage.TotalTime;
                var written = Passes(engines[i].Answer, reviews[i], output, passes[i]);
                times[i].Add((Environment.CpuUsage.TotalTime - start).TotalNanoseconds / calls);
                bytes[i] = Math.Min(bytes[i], (GC.GetAllocatedBytesForCurrentThread() - before) / calls);
                answers[i] = written / calls;
            }
        }

        return [.. engines.Select((_, i) => new ReviewCost(times[i].Order().ElementAt(rounds / 2), bytes[i], answers[i]))];
    }

    /// <summary>How many times over the reviews fill a turn.</summary>
    private static int WarmedPasses(EngineCalls engine, byte[][] reviews, ArrayBufferWriter<byte> output)
    {
        var start = Stopwatch.GetTimestamp();
        var last = TimeSpan.Zero;
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            var turn = Stopwatch.GetTimestamp();
            Passes(engine.Answer, reviews, output, 1);
            last = Stopwatch.GetElapsedTime(turn);
        }

        return Math.Max(1, (int)Math.Round(Turn / last));
    }

    private static long Passes(AnswerCall answer, byte[][] reviews, ArrayBufferWriter<byte> output, int passes)
    {
        var written = 0L;
        for (var pass = 0; pass < passes; pass++)
        {
            foreach (var review in reviews)
            {
                output.ResetWrittenCount();
                answer(review, output);
                written += output.WrittenCount;
            }
        }

        return written;
    }
}
