using Injector.Server.Admission.Requests;
using Injector.Testing;

namespace Injector.Server.Tests.Admission.Requests;

public sealed class ReviewGateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Lets_as_many_in_as_the_bound_says_and_the_others_in_order()
    {
        using var gate = new ReviewGate(2, _time);
        (await gate.EnterAsync(Limit, CancellationToken.None)).ShouldBeTrue();
        (await gate.EnterAsync(Limit, CancellationToken.None)).ShouldBeTrue();
        var third = gate.EnterAsync(Limit, CancellationToken.None).AsTask();
        var fourth = gate.EnterAsync(Limit, CancellationToken.None).AsTask();
        (gate.InWork, gate.Waiting, third.IsCompleted).ShouldBe((2, 2, false));

        gate.Exit();
        (await third.WaitAsync(Patience)).ShouldBeTrue();
        (gate.InWork, gate.Waiting, fourth.IsCompleted).ShouldBe((2, 1, false));
        gate.Exit();
        (await fourth.WaitAsync(Patience)).ShouldBeTrue();

        gate.Exit();
        gate.Exit();
        (gate.InWork, gate.Waiting).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Gives_up_when_the_time_is_over_and_keeps_no_place()
    {
        using var gate = new ReviewGate(1, _time);
        await gate.EnterAsync(Limit, CancellationToken.None);
        var late = gate.EnterAsync(Limit, CancellationToken.None).AsTask();
        var atOnce = await gate.EnterAsync(TimeSpan.Zero, CancellationToken.None).AsTask().WaitAsync(Patience);

        _time.Advance(Limit);

        atOnce.ShouldBeFalse();
        (await late.WaitAsync(Patience)).ShouldBeFalse();
        (gate.InWork, gate.Waiting).ShouldBe((1, 0));
        gate.Exit();
        (await gate.EnterAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBeTrue();
        (await gate.EnterAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBeFalse("a place that was given up must not be handed over later");
    }

    [Fact]
    public async Task Gives_up_when_the_client_is_gone()
    {
        using var gate = new ReviewGate(1, _time);
        using var gone = new CancellationTokenSource();
        await gate.EnterAsync(Limit, CancellationToken.None);
        var waiting = gate.EnterAsync(Limit, gone.Token).AsTask();

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        gate.Waiting.ShouldBe(0);
    }

    /// <summary>Such as for want of memory; here because no timer takes the limit.</summary>
    [Fact]
    public async Task Loses_no_place_when_waiting_fails()
    {
        using var gate = new ReviewGate(1, _time);
        await gate.EnterAsync(Limit, CancellationToken.None);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => gate.EnterAsync(TimeSpan.MaxValue, CancellationToken.None).AsTask());
        gate.Waiting.ShouldBe(0);
        gate.Exit();
        gate.InWork.ShouldBe(0);
    }

    [Fact]
    public async Task Costs_no_allocation_when_there_is_room()
    {
        using var gate = new ReviewGate(1, _time);
        long before = 0;
        for (var i = 0; i < 1100; i++)
        {
            // What is compiled on the way is over after a hundred times.
            before = i == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            await gate.EnterAsync(Limit, CancellationToken.None);
            gate.Exit();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Never_lets_in_more_and_loses_no_place_whoever_gives_up_and_when(int max)
    {
        using var gate = new ReviewGate(max, TimeProvider.System);
        var (inside, most, entered) = (0, 0, 0);
        async Task ComeAndGoAsync(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < 400; i++)
            {
                using var gone = new CancellationTokenSource();
                var entering = gate.EnterAsync(random.Next(3) == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1), gone.Token).AsTask();
                if (random.Next(3) == 0)
                {
                    await gone.CancelAsync();
                }

                if (await entering.ContinueWith(task => task is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default))
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref entered);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                    gate.Exit();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(() => ComeAndGoAsync(seed)))).WaitAsync(TimeSpan.FromMinutes(2));

        most.ShouldBeLessThanOrEqualTo(max);
        entered.ShouldBeGreaterThan(0);
        (gate.InWork, gate.Waiting).ShouldBe((0, 0));
        for (var place = 0; place < max; place++)
        {
            (await gate.EnterAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBeTrue("every place is there");
        }

        (await gate.EnterAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBeFalse("and no more");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        var seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            seen = Volatile.Read(ref most);
        }
    }
}
