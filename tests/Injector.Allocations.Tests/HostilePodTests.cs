using Injector.Testing.Hostile;

namespace Injector.Allocations.Tests;

/// <summary>Twice as much of anything costs twice the memory and no more, so that nobody makes the webhook fall over with one pod.</summary>
public sealed class HostilePodTests
{
    /// <summary>Room for buffers that grow by doubling.</summary>
    private const double MaxGrowth = 2.5;

    /// <summary>What small pods find in memory of earlier reviews and larger ones have to allocate, in bytes.</summary>
    private const int Kept = 512 * 1024;

    /// <summary>Below this the fixed cost of an answer hides the growth.</summary>
    private const int FirstSize = 1000;

    /// <summary>What a byte of the request may cost at most; the dearest are items of YAML that take three of them.</summary>
    private const int MaxBytesForEachByte = 256;

    private readonly AllocationMeter _meter = new();

    public static IEnumerable<object[]> Shapes => HostileShapes.Names;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Allocate_in_proportion_to_what_they_bring(string name)
    {
        var shape = HostileShapes.Find(name);
        for (var size = FirstSize; 2 * size <= shape.MaxSize; size *= 4)
        {
            var (once, twice) = (shape.Review(size), shape.Review(2 * size));
            var (before, after) = (_meter.MeasureWithoutCache(once), _meter.MeasureWithoutCache(twice));
            after.ShouldBeLessThanOrEqualTo((long)(before * MaxGrowth) + Kept, $"{name}: {size} of them allocate {before} bytes, and {2 * size} allocate {after}");
            after.ShouldBeLessThanOrEqualTo((twice.Length * MaxBytesForEachByte) + (1 << 20), $"{name}: a request of {twice.Length} bytes allocates {after}");
        }
    }
}
