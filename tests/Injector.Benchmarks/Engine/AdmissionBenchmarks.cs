using System.Buffers;
using BenchmarkDotNet.Attributes;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Admission;

namespace Injector.Benchmarks.Engine;

/// <summary>From the bytes of a review to the bytes of the answer. Look at the ratio to a skipped pod and at the allocations.</summary>
[MemoryDiagnoser]
public class AdmissionBenchmarks
{
    private readonly InjectionSnapshot _snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);

    [Benchmark(Baseline = true)]
    public AdmissionOutcome NotRequested() => Answer(SampleReviews.NotRequested);

    [Benchmark]
    public AdmissionOutcome ThreeProfiles() => Answer(SampleReviews.ThreeProfiles);

    [Benchmark]
    public AdmissionOutcome ThreeProfilesAnd2000Variables() => Answer(SampleReviews.Large);

    private AdmissionOutcome Answer(byte[] review)
    {
        _output.ResetWrittenCount();
        return AdmissionHandler.Answer(review, _snapshot, _output);
    }
}
