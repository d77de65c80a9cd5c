using System.Buffers;
using Prometheus;

namespace Injector.Server.Observability.Metrics;

/// <summary>
/// Says when a histogram names a review as the example of a bucket: while somebody scrapes OpenMetrics, the only format that shows exemplars. The
/// exemplar has the review's uid, by which the log line of its decision is found.
/// </summary>
internal sealed class ReviewExemplars(TimeProvider time)
{
    /// <summary>How long after a scrape of OpenMetrics exemplars are kept. Prometheus takes a target for gone after the same time.</summary>
    internal static readonly TimeSpan ScrapeWindow = TimeSpan.FromMinutes(5);

    /// <summary>The least time between two exemplars of one bucket. Nobody scrapes more often, so more would be thrown away.</summary>
    internal static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    /// <summary>Where there has been no exemplar yet.</summary>
    internal const long Never = long.MinValue;

    private const string LabelName = "uid";

    /// <summary>OpenMetrics allows 128 characters for all names and values of an exemplar's labels. A uid of the API server has 36.</summary>
    private const int MaxUid = 128 - 3;

    // The uid is a stranger's text and the library writes it without escapes: a quotation mark in it would break the whole scrape.
    private static readonly SearchValues<char> UidCharacters = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
    private static readonly Exemplar.LabelKey Label = Exemplar.Key(LabelName);

    private long _lastScrape;
    private volatile bool _wereScraped;

    /// <summary>Somebody scrapes OpenMetrics.</summary>
    internal void Scraped()
    {
        Volatile.Write(ref _lastScrape, time.GetTimestamp());
        _wereScraped = true;
    }

    /// <summary>Whether an exemplar of this review would be seen.</summary>
    /// <param name="uid">Its uid, as the client says.</param>
    internal bool AreWanted(string? uid) =>
        _wereScraped && uid is { Length: > 0 and <= MaxUid } && !uid.AsSpan().ContainsAnyExcept(UidCharacters)
        && time.GetElapsedTime(Volatile.Read(ref _lastScrape)) < ScrapeWindow;

    /// <summary>Whether it is time for another exemplar; of several who ask at once, one is told so.</summary>
    /// <param name="last">Timestamp of the last one; <see cref="Never"/> while there has been none.</param>
    internal bool IsDue(ref long last)
    {
        var now = time.GetTimestamp();
        var before = Volatile.Read(ref last);
        return (before == Never || time.GetElapsedTime(before, now) >= MinInterval) && Interlocked.CompareExchange(ref last, now, before) == before;
    }

    /// <summary>An exemplar to be given to one observation.</summary>
    /// <param name="uid">A uid for which <see cref="AreWanted"/>.</param>
    internal static Exemplar Of(string uid) => Exemplar.From(Label.WithValue(uid));
}
