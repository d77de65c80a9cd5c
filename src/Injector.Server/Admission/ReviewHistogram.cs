using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Admission;

/// <summary>A histogram of reviews whose buckets carry one of their reviews as an exemplar, renewed at most once a second.</summary>
/// <param name="histogram">The histogram.</param>
/// <param name="bounds">Upper bounds of its buckets, without the last, unbounded one.</param>
/// <param name="exemplars">Tells whether an exemplar would be scraped.</param>
/// <remarks>
/// The rate is limited here for each bucket; the library's limit is shared by all buckets, so the fast ones would leave none for the slow ones, which matter.
/// </remarks>
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
