using Injector.Server.Admission.Requests;
using Injector.Testing;

namespace Injector.Server.Tests.Admission.Requests;

public sealed class ReviewPlacesTests
{
    private const int Ordinary = ReviewPlaces.MaxOrdinary;
    private const int Large = ReviewPlaces.MaxOrdinary + 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    private ReviewDeadline Soon => new(_time, TimeSpan.FromSeconds(5));

    [Fact]
    public async Task Large_reviews_leave_most_places_to_ordinary_ones()
    {
        using var places = new ReviewPlaces(4, _time);
        (await places.EnterAsync(Large, Soon, CancellationToken.None)).ShouldBeTrue();
        var second = places.EnterAsync(Large, Soon, CancellationToken.None).AsTask();
        (places.InWork, places.Waiting).ShouldBe((1, 1));

        for (var i = 0; i < 3; i++)
        {
            (await places.EnterAsync(Ordinary, Soon, CancellationToken.None)).ShouldBeTrue();
        }

        second.IsCompleted.ShouldBeFalse();
        places.Exit(Large);
        (await second.WaitAsync(Patience)).ShouldBeTrue();
        places.InWork.ShouldBe(4);
    }

    [Fact]
    public async Task A_single_place_serves_large_reviews_too()
    {
        using var places = new ReviewPlaces(1, _time);

        (await places.EnterAsync(Large, Soon, CancellationToken.None)).ShouldBeTrue();
        places.Exit(Large);
        (await places.EnterAsync(Ordinary, Soon, CancellationToken.None)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_review_that_does_not_wait_any_longer_leaves_its_place_to_the_next(bool isGone)
    {
        using var places = new ReviewPlaces(1, _time);
        using var gone = new CancellationTokenSource();
        (await places.EnterAsync(Ordinary, Soon, CancellationToken.None)).ShouldBeTrue();
        var late = places.EnterAsync(Large, Soon, gone.Token).AsTask();

        if (isGone)
        {
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => late.WaitAsync(Patience));
        }
        else
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            (await late.WaitAsync(Patience)).ShouldBeFalse();
        }

        places.Exit(Ordinary);
        (await places.EnterAsync(Large, Soon, CancellationToken.None)).ShouldBeTrue();
        (places.InWork, places.Waiting).ShouldBe((1, 0));
    }
}
