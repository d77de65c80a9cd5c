using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Admission;

/// <summary>A histogram of reviews, whose buckets name one of the reviews that fell into them, at most one a second each.</summary>
/// <param name="histogram">The histogram.</param>
/// <param name="bounds">Upper bounds of its buckets, without the last, which has none.</param>
/// <param name="exemplars">Says whether anybody would see an exemplar.</param>
/// <remarks>The limit is ours, as the library's is one for all buckets: the fast ones would leave the slow ones, which matter, without any.</remarks>
internal sealed class ReviewHistogram(Histogram histogram, double[] bounds, ReviewExemplars exemplars)
{
    private readonly Histogram.Child _observed = ((ICollector<Histogram.Child>)histogram).Unlabelled;
    private readonly long[] _lastExemplars = [.. Enumerable.Repeat(ReviewExemplars.Never, bounds.Length + 1)];

    internal void Observe(double value, string? uid)
    {
        if (exemplars.AreWanted(uid) && exemplars.IsDue(ref _lastExemplars[BucketOf(value)]))
        {
            _observed.Observe(value, ReviewExemplars.Of(uid!));
        }
        else
        {
            _observed.Observe(value);
        }
    }

    private int BucketOf(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        return bucket;
    }
}
