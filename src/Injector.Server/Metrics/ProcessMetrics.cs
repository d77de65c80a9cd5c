using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Injector.Server.Metrics;

/// <summary>The basics of the process and its runtime under the names that Prometheus client libraries have agreed on.</summary>
internal static class ProcessMetrics
{
    internal static void AddTo(Meter meter)
    {
        var started = StartTime();
        meter.CreateObservableCounter("process.cpu", CpuSeconds, "s", "Processor time used, in user and system mode.");
        meter.CreateObservableGauge("process.resident_memory", static () => Environment.WorkingSet, "By", "Resident memory.");
        meter.CreateObservableGauge("process.start_time", () => started, "s", "Start of the process since the Unix epoch.");
        meter.CreateObservableGauge("dotnet.gc.heap", static () => GC.GetTotalMemory(false), "By", "Managed memory in use.");
        meter.CreateObservableCounter("dotnet.gc.allocated", static () => GC.GetTotalAllocatedBytes(), "By", "Managed memory allocated so far.");
        meter.CreateObservableCounter("dotnet.gc.collections", Collections, null, "Garbage collections by generation.");
        meter.CreateObservableCounter(
            "dotnet.gc.pause", static () => GC.GetTotalPauseDuration().TotalSeconds, "s", "Time for which collections stopped the process.");
        meter.CreateObservableGauge("dotnet.thread_pool.threads", static () => ThreadPool.ThreadCount, null, "Threads of the pool.");
        meter.CreateObservableGauge(
            "dotnet.thread_pool.queue_length", static () => ThreadPool.PendingWorkItemCount, null, "Work that waits for a thread of the pool.");
    }

    private static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
    }

    private static IEnumerable<Measurement<int>> Collections()
    {
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            // Each count includes those of the older generations.
            var older = generation == GC.MaxGeneration ? 0 : GC.CollectionCount(generation + 1);
            yield return new Measurement<int>(GC.CollectionCount(generation) - older, new KeyValuePair<string, object?>("generation", $"gen{generation}"));
        }
    }
}
