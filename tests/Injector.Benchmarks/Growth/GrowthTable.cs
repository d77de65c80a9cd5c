using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Hostile;

namespace Injector.Benchmarks.Growth;

/// <summary>Measures the time and memory of each hostile shape at a quarter, half and all of what an API server lets through.</summary>
internal static class GrowthTable
{
    private const int Runs = 3;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    public static int Print(string filter)
    {
        Console.WriteLine($"{"shape",-58} {"4n",8} {"KB",6} {"ms n",8} {"ms 2n",8} {"ms 4n",8} {"ratio",6} {"MB 4n",7}  outcome");
        foreach (var shape in HostileShapes.All.Where(shape => shape.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var reviews = new[] { shape.Review(shape.MaxSize / 4), shape.Review(shape.MaxSize / 2), shape.Review(shape.MaxSize) };
            var times = reviews.Select(Milliseconds).ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = Answer(reviews[2], new ArrayBufferWriter<byte>(1 << 20));
            var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{shape.Name,-58} {shape.MaxSize,8} {reviews[2].Length / 1024,6} {times[0],8:F1} {times[1],8:F1} {times[2],8:F1} {times[2] / times[1],6:F1} {megabytes,7:F1}  {outcome.Result} {outcome.Injection?.Decision.Reason}"));
        }

        return 0;
    }

    private static double Milliseconds(byte[] review)
    {
        var least = double.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var output = new ArrayBufferWriter<byte>(1 << 20);
            var start = Stopwatch.GetTimestamp();
            Answer(review, output);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return least;
    }

    private static AdmissionOutcome Answer(byte[] review, ArrayBufferWriter<byte> output) => AdmissionHandler.Answer(review, Snapshot, output);
}
