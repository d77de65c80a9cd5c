using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Injector.Benchmarks.Profile;

/// <summary>What was sampled of a piece of work.</summary>
/// <param name="Time">The stack of each sample of the working thread, innermost method first.</param>
/// <param name="Allocations">The type of the object with which another 100 KB had been allocated, and the stack.</param>
internal sealed record ProfileSamples(IReadOnlyList<string[]> Time, IReadOnlyList<(string Type, string[] Stack)> Allocations);

/// <summary>Listens to the runtime's event pipe of this process while it works: a sample of every thread each millisecond, and the ticks of allocation.</summary>
internal static class EventPipeSamples
{
    private const int BufferMegabytes = 256;

    private static readonly EventPipeProvider[] Providers =
    [
        new("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational),
        new("Microsoft-Windows-DotNETRuntime", EventLevel.Verbose, (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.Jit | ClrTraceEventParser.Keywords.Loader)),
    ];

    /// <summary>Does the work on this thread and returns what was sampled.</summary>
    public static ProfileSamples Take(Action work)
    {
        var trace = Path.Combine(Path.GetTempPath(), $"injector-{Environment.ProcessId}.nettrace");
        try
        {
            Record(trace, work);
            return Read(trace);
        }
        finally
        {
            File.Delete(trace);
            File.Delete(Path.ChangeExtension(trace, ".etlx"));
        }
    }

    private static void Record(string trace, Action work)
    {
        using var session = new DiagnosticsClient(Environment.ProcessId).StartEventPipeSession(Providers, requestRundown: true, BufferMegabytes);
        using var file = File.Create(trace);
        var copying = session.EventStream.CopyToAsync(file);
        Working(work);
        session.Stop();
        copying.GetAwaiter().GetResult();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Working(Action work) => work();

    private static ProfileSamples Read(string trace)
    {
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        var time = new List<string[]>();
        var allocations = new List<(string, string[])>();
        foreach (var item in log.Events)
        {
            if (item.ProviderName == "Microsoft-DotNETCore-SampleProfiler" && Stack(item) is { } stack)
            {
                time.Add(stack);
            }
            else if (item is GCAllocationTickTraceData tick && Stack(item) is { } site)
            {
                allocations.Add((tick.TypeName, site));
            }
        }

        return new ProfileSamples(time, allocations);
    }

    /// <summary>The methods below the work; <see langword="null"/> for other threads.</summary>
    private static string[]? Stack(TraceEvent item)
    {
        var frames = new List<string>();
        for (var frame = item.CallStack(); frame is not null; frame = frame.Caller)
        {
            var method = frame.CodeAddress.FullMethodName;
            if (method.Contains(nameof(Working), StringComparison.Ordinal))
            {
                return [.. frames];
            }

            frames.Add(method);
        }

        return null;
    }
}
