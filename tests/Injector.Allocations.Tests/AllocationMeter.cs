using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;

namespace Injector.Allocations.Tests;

/// <summary>Counts what the engine allocates from the bytes of a review to the bytes of the answer, once caches are warm.</summary>
internal sealed class AllocationMeter
{
    private const int WarmUps = 3;
    private const int Runs = 4;

    private readonly ImmutableArray<SidecarProfile> _profiles = [.. BuiltInProfiles.Load()];
    private InjectionSnapshot _snapshot;

    public AllocationMeter() => _snapshot = Fresh();
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);

    /// <summary>Whether counts are exact: optimised code, compiled once.</summary>
    public static bool IsExact =>
        AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var tiered) && !tiered
        && typeof(AdmissionHandler).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    /// <summary>Bytes that answering the review allocates: the least of a few runs, which nothing else can add to.</summary>
    public long Measure(byte[] review) => Measure(review, forgets: false);

    /// <summary>The same where every run renders the profiles, as for a pod like no other.</summary>
    public long MeasureWithoutCache(byte[] review) => Measure(review, forgets: true);

    private InjectionSnapshot Fresh() => new() { Profiles = ProfileCatalogue.Create(_profiles) };

    private long Measure(byte[] review, bool forgets)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            Answer(review);
        }

        var least = long.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            _snapshot = forgets ? Fresh() : _snapshot;
            var before = GC.GetAllocatedBytesForCurrentThread();
            Answer(review);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    public AdmissionOutcome Answer(byte[] review)
    {
        _output.ResetWrittenCount();
        return AdmissionHandler.Answer(review, _snapshot, _output);
    }
}
