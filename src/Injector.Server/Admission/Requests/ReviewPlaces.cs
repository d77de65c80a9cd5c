namespace Injector.Server.Admission.Requests;

/// <summary>
/// The places for concurrent reviews: <c>maxReviewsInWork</c> in all, of which a quarter, at least one, may be taken by large reviews. The cost of a review
/// grows with its size, so a client that sends the largest possible reviews would otherwise block everyone else.
/// </summary>
internal sealed class ReviewPlaces(int max, TimeProvider time) : IDisposable
{
    /// <summary>Size in bytes above which a review is large: 64 KiB. Reviews of ordinary pods have 5 to 30 KB.</summary>
    internal const int MaxOrdinary = 64 * 1024;

    private readonly ReviewGate _all = new(max, time);
    private readonly ReviewGate _large = new(Math.Max(1, max / 4), time);

    /// <summary>Number of running reviews.</summary>
    internal int InWork => _all.InWork;

    /// <summary>Number of waiting reviews.</summary>
    internal int Waiting => _all.Waiting + _large.Waiting;

    /// <summary>Takes a place; the caller must return it with <see cref="Exit"/>.</summary>
    /// <param name="bytes">Size of the review.</param>
    /// <param name="deadline">Until when to wait.</param>
    /// <param name="cancellationToken">Cancels the wait, which throws.</param>
    /// <returns>Whether there was one in time.</returns>
    internal ValueTask<bool> EnterAsync(int bytes, in ReviewDeadline deadline, CancellationToken cancellationToken) => bytes <= MaxOrdinary
        ? _all.EnterAsync(deadline.Remaining, cancellationToken)
        : new ValueTask<bool>(EnterLargeAsync(deadline, cancellationToken));

    /// <summary>Returns a place.</summary>
    /// <param name="bytes">Size of the review.</param>
    internal void Exit(int bytes)
    {
        _all.Exit();
        if (bytes > MaxOrdinary)
        {
            _large.Exit();
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        _large.Dispose();
    }

    private async Task<bool> EnterLargeAsync(ReviewDeadline deadline, CancellationToken cancellationToken)
    {
        if (!await _large.EnterAsync(deadline.Remaining, cancellationToken))
        {
            return false;
        }

        var isIn = false;
        try
        {
            return isIn = await _all.EnterAsync(deadline.Remaining, cancellationToken);
        }
        finally
        {
            if (!isIn)
            {
                _large.Exit();
            }
        }
    }
}
