using System.Diagnostics;
using System.Globalization;
using Injector.Testing.Admission;
using Injector.Testing.Hostile;

namespace Injector.Benchmarks.Neighbours;

/// <summary>
/// What an ordinary client suffers from a hostile one: its latency alone and beside it, in one run, with the program under the chart's memory limit.
/// The ordinary client sends at a fixed rate whatever the answers take, so that time spent waiting to send counts too.
/// </summary>
internal static class NeighbourComparison
{
    private const int RequestsPerSecond = 100;
    private const int HostileConnections = 8;

    public static async Task<int> RunAsync(string program, int seconds)
    {
        var hostile = HostileShapes.All.Select(shape => (shape.Name, Review: shape.Review(shape.MaxSize))).ToArray();
        await using var server = await LimitedProgram.StartAsync(program);
        await MeasureAsync(server, 3);
        Report("alone", await MeasureAsync(server, seconds), null, server);
        var alone = await MeasureAsync(server, seconds);
        Report("alone, again", alone, null, server);
        var all = await BesideAsync(server, seconds, [.. hostile.Select(shape => shape.Review)]);
        Report("beside every shape", all, alone, server);
        foreach (var (name, review) in hostile)
        {
            Report($"beside {name}", await BesideAsync(server, seconds, [review]), alone, server);
        }

        Report("alone, afterwards", await MeasureAsync(server, seconds), alone, server);
        return server.IsAlive ? 0 : 1;
    }

    private static async Task<Measurement> BesideAsync(LimitedProgram server, int seconds, IReadOnlyList<byte[]> reviews)
    {
        using var hostile = new ReviewClient(server.Address, server.Authority);
        using var over = new CancellationTokenSource();
        var attack = Task.WhenAll(Enumerable.Range(0, HostileConnections).Select(first => Task.Run(async () =>
        {
            for (var i = first; !over.IsCancellationRequested; i++)
            {
                await hostile.SendAsync(reviews[i % reviews.Count], Stopwatch.GetTimestamp());
            }
        })));
        var measured = await MeasureAsync(server, seconds);
        await over.CancelAsync();
        await attack;
        return measured with { Hostile = hostile.ToString() };
    }

    private static async Task<Measurement> MeasureAsync(LimitedProgram server, int seconds)
    {
        using var client = new ReviewClient(server.Address, server.Authority);
        var count = seconds * RequestsPerSecond;
        var pending = new List<Task<TimeSpan>>(count);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = began + (i * Stopwatch.Frequency / RequestsPerSecond);
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            pending.Add(client.SendAsync(SampleReviews.ThreeProfiles, due));
        }

        var times = await Task.WhenAll(pending);
        Array.Sort(times);
        return new Measurement(times[times.Length / 2], times[times.Length * 99 / 100], times[^1], client.ToString(), "");
    }

    private static void Report(string name, Measurement measured, Measurement? alone, LimitedProgram server) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-32} p50 {measured.Median.TotalMilliseconds,7:F1} ms  p99 {measured.Percentile99.TotalMilliseconds,7:F1} ms  max {measured.Max.TotalMilliseconds,7:F1} ms  "
        + $"{(alone is null ? "" : $"p99 x {measured.Percentile99 / alone.Percentile99:F1}  ")}[{measured.Outcomes}]  {(measured.Hostile.Length > 0 ? $"hostile [{measured.Hostile}]  " : "")}{server.Memory}"));

    private sealed record Measurement(TimeSpan Median, TimeSpan Percentile99, TimeSpan Max, string Outcomes, string Hostile);
}
