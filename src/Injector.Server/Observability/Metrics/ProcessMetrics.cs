using System.Diagnostics;
using Prometheus;

namespace Injector.Server.Observability.Metrics;

/// <summary>Basic process and runtime metrics under the names that Prometheus client libraries have agreed on.</summary>
internal static class ProcessMetrics
{
    internal static void AddTo(MetricsRegistry metrics)
    {
        metrics.CreateCounter(
            "process_cpu_seconds_total", "Processor time used, in user and system mode.", static () => Environment.CpuUsage.TotalTime.TotalSeconds);
        metrics.CreateGauge("process_resident_memory_bytes", "Resident memory.", static () => Environment.WorkingSet);
        metrics.CreateGauge("process_start_time_seconds", "Start of the process since the Unix epoch.").Set(StartTime());
        metrics.CreateGauge("dotnet_gc_heap_bytes", "Managed memory in use.", static () => GC.GetTotalMemory(false));
        metrics.CreateCounter("dotnet_gc_allocated_bytes_total", "Managed memory allocated so far.", static () => GC.GetTotalAllocatedBytes());
        var collections = metrics.CreateCounter("dotnet_gc_collections_total", "Garbage collections by generation.", "generation");
        metrics.ReadAtScrape(collections, () => CountCollections(collections));
        metrics.CreateCounter(
            "dotnet_gc_pause_seconds_total", "Time for which collections stopped the process.", static () => GC.GetTotalPauseDuration().TotalSeconds);
        metrics.CreateGauge("dotnet_thread_pool_threads", "Threads of the pool.", static () => ThreadPool.ThreadCount);
        metrics.CreateGauge("dotnet_thread_pool_queue_length", "Work that waits for a thread of the pool.", static () => ThreadPool.PendingWorkItemCount);
    }

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
    }

    private static void CountCollections(Counter collections)
    {
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            // Each count includes those of the older generations.
            var older = generation == GC.MaxGeneration ? 0 : GC.CollectionCount(generation + 1);
            collections.WithLabels($"gen{generation}").IncTo(GC.CollectionCount(generation) - older);
        }
    }
}
