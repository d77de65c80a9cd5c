using Injector.Certificates;
using Injector.Server;
using Injector.Server.Options;
using Injector.Testing.Admission;
using Microsoft.Extensions.Logging;

namespace Injector.Benchmarks.Load;

/// <summary>Measures the webhook beside an empty endpoint of the same server in one process and one run, so that the ratio means something.</summary>
internal static class LoadComparison
{
    private const int WarmUpSeconds = 3;

    public static async Task<int> RunAsync(int seconds)
    {
        await using var webhook = await WebhookHost.StartAsync(
            new ServerOptions { Listen = "127.0.0.1:0", AdminListen = "127.0.0.1:0", LogLevel = LogLevel.Warning },
            CancellationToken.None);
        using var certificate = EphemeralCertificate.Create("localhost", TimeProvider.System);
        await using var empty = await EmptyEndpoint.StartAsync(certificate.Pair.Leaf);
        var mutate = new Uri(webhook.Address, "/mutate");
        await WrkRun.RunAsync(empty.Address, SampleReviews.ThreeProfiles, WarmUpSeconds);
        await WrkRun.RunAsync(mutate, SampleReviews.ThreeProfiles, WarmUpSeconds);
        await WrkRun.RunAsync(mutate, SampleReviews.NotRequested, WarmUpSeconds);

        var floor = await WrkRun.RunAsync(empty.Address, SampleReviews.ThreeProfiles, seconds);
        Print("empty endpoint", floor, floor);
        Print("/mutate, not asked", await WrkRun.RunAsync(mutate, SampleReviews.NotRequested, seconds), floor);
        Print("/mutate, three profiles", await WrkRun.RunAsync(mutate, SampleReviews.ThreeProfiles, seconds), floor);
        return 0;
    }

    private static void Print(string name, WrkRun run, WrkRun floor) => Console.WriteLine(
        $"{name,-26} {run.RequestsPerSecond,9:F0} requests/s  {run.RequestsPerSecond / floor.RequestsPerSecond,5:F2} of the floor  "
        + $"p50 {run.Latency50,-9} p99 {run.Latency99,-9} {run.Failures}");
}
