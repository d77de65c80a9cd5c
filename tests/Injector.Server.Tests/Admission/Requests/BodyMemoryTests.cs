using System.Buffers;
using Injector.Server.Admission.Requests;
using Injector.Testing;

namespace Injector.Server.Tests.Admission.Requests;

public sealed class BodyMemoryTests
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Holds_what_arrived_and_not_what_was_stated()
    {
        var memory = new BodyMemory(8 * MiB, _time);
        using var body = new BodyBuffer(memory);

        await AddAsync(body, 10, stated: 7 * MiB);

        memory.Held.ShouldBe(64 * KiB);
    }

    [Fact]
    public async Task Takes_a_body_of_the_largest_size_in_pieces_and_gives_everything_back()
    {
        var memory = new BodyMemory(8 * MiB, _time);
        var expected = new byte[ReviewBody.Limit];
        new Random(1).NextBytes(expected);
        using (var body = new BodyBuffer(memory))
        {
            for (var at = 0; at < expected.Length; at += 100_000)
            {
                var piece = expected.AsMemory(at, Math.Min(100_000, expected.Length - at));
                (await body.MakeRoomAsync(piece.Length, null, Limit, CancellationToken.None).AsTask().WaitAsync(Patience)).ShouldBeTrue();
                body.Append(new ReadOnlySequence<byte>(piece));
            }

            body.Written.Span.SequenceEqual(expected).ShouldBeTrue();
            memory.Held.ShouldBe(8 * MiB);
        }

        memory.Held.ShouldBe(0);
    }

    [Fact]
    public async Task Large_bodies_leave_room_for_small_ones()
    {
        var memory = new BodyMemory(8 * MiB, _time);
        using var large = new BodyBuffer(memory);
        using var other = new BodyBuffer(memory);
        await AddAsync(large, 3 * MiB);
        await AddAsync(other, 10);
        var waiting = other.MakeRoomAsync(3 * MiB, null, Limit, CancellationToken.None).AsTask();

        using var small = new BodyBuffer(memory);
        (await small.MakeRoomAsync(20 * KiB, 20 * KiB, TimeSpan.Zero, CancellationToken.None)).ShouldBeTrue();

        (await waiting.WaitAsync(Patience)).ShouldBeTrue("the first that waits may go over the bound");
        using var third = new BodyBuffer(memory);
        await AddAsync(third, 10);
        var last = third.MakeRoomAsync(3 * MiB, null, Limit, CancellationToken.None).AsTask();
        last.IsCompleted.ShouldBeFalse("and only one at a time");
        memory.Waiting.ShouldBe(1);
        (await small.MakeRoomAsync(40 * KiB, 20 * KiB, TimeSpan.Zero, CancellationToken.None).AsTask().WaitAsync(Patience)).ShouldBeFalse();
        other.Dispose();
        (await last.WaitAsync(Patience)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_comes_too_late_is_told_and_holds_nothing()
    {
        var memory = new BodyMemory(8 * MiB, _time);
        using var first = new BodyBuffer(memory);
        using var second = new BodyBuffer(memory);
        using var third = new BodyBuffer(memory);
        await AddAsync(first, 3 * MiB);
        await AddAsync(second, 5 * MiB);
        await AddAsync(third, 10);
        var held = memory.Held;

        var late = third.MakeRoomAsync(3 * MiB, null, Limit, CancellationToken.None).AsTask();
        _time.Advance(Limit);

        (await late.WaitAsync(Patience)).ShouldBeFalse();
        (memory.Held, memory.Waiting).ShouldBe((held, 0));
    }

    [Fact]
    public async Task A_client_that_is_gone_waits_no_longer()
    {
        var memory = new BodyMemory(8 * MiB, _time);
        using var gone = new CancellationTokenSource();
        using var first = new BodyBuffer(memory);
        using var second = new BodyBuffer(memory);
        using var third = new BodyBuffer(memory);
        await AddAsync(first, 3 * MiB);
        await AddAsync(second, 5 * MiB);
        await AddAsync(third, 10);
        var waiting = third.MakeRoomAsync(3 * MiB, null, Limit, gone.Token).AsTask();

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        memory.Waiting.ShouldBe(0);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    public async Task Bodies_that_grow_together_all_come_to_their_end_within_the_bound_and_one_more(int mebibytes)
    {
        var memory = new BodyMemory(mebibytes * MiB, TimeProvider.System);
        long most = 0;
        async Task GrowAsync(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < 4; i++)
            {
                using var body = new BodyBuffer(memory);
                var size = random.Next(4) == 0 ? random.Next(1, 40 * KiB) : random.Next(MiB, ReviewBody.Limit);
                while (body.Length < size)
                {
                    var piece = Math.Min(100 * KiB, size - body.Length);
                    (await body.MakeRoomAsync(piece, null, TimeSpan.FromMinutes(5), CancellationToken.None)).ShouldBeTrue();
                    body.Append(new ReadOnlySequence<byte>(new byte[piece]));
                    InterlockedMax(ref most, memory.Held);
                    await Task.Yield();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 12).Select(seed => Task.Run(() => GrowAsync(seed)))).WaitAsync(TimeSpan.FromMinutes(2));

        (memory.Held, memory.Waiting).ShouldBe((0, 0));

        // The one that goes over the bound holds the array that it grows from and the one that it grows to.
        most.ShouldBeLessThanOrEqualTo((mebibytes + 16) * MiB);
    }

    private static async Task AddAsync(BodyBuffer body, int bytes, long? stated = null)
    {
        (await body.MakeRoomAsync(bytes, stated, Limit, CancellationToken.None).AsTask().WaitAsync(Patience)).ShouldBeTrue();
        body.Append(new ReadOnlySequence<byte>(new byte[bytes]));
    }

    private static void InterlockedMax(ref long most, long value)
    {
        var seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            seen = Volatile.Read(ref most);
        }
    }
}
