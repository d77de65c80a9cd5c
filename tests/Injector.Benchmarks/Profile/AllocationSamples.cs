using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Injector.Benchmarks.Profile;

/// <summary>The object with which another 100 KB had been allocated.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Stack">Where, innermost method first.</param>
internal sealed record AllocationSample(string Type, string[] Stack);

/// <summary>Listens to the runtime's event pipe of this process while it works.</summary>
internal static class AllocationSamples
{
    private const int BufferMegabytes = 256;

    private const ClrTraceEventParser.Keywords Keywords = ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.Jit | ClrTraceEventParser.Keywords.Loader;

    private static readonly EventPipeProvider[] Providers = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Verbose, (long)Keywords)];

    /// <summary>Does the work on this thread and returns what it allocated.</summary>
    public static IReadOnlyList<AllocationSample> Take(Action work)
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
        WorkedOn.Do(work);
        session.Stop();
        copying.GetAwaiter().GetResult();
    }

    private static List<AllocationSample> Read(string trace)
    {
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        var samples = new List<AllocationSample>();
        foreach (var item in log.Events)
        {
            if (item is GCAllocationTickTraceData tick && WorkedOn.Below(Frames(item)) is { } stack)
            {
                samples.Add(new AllocationSample(tick.TypeName, stack));
            }
        }

        return samples;
    }

    private static List<string> Frames(TraceEvent item)
    {
        var frames = new List<string>();
        for (var frame = item.CallStack(); frame is not null; frame = frame.Caller)
        {
            // Without parameters.
            frames.Add(frame.CodeAddress.FullMethodName.Split('(')[0]);
        }

        return frames;
    }
}
