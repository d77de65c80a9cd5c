using System.Buffers;
using Prometheus;

namespace Injector.Server.Observability.Metrics;

/// <summary>
/// Decides when a histogram attaches a review to a bucket as an exemplar: only while OpenMetrics, the only format with exemplars, is being scraped. The
/// exemplar carries the review's uid, which leads to the log line of its decision.
/// </summary>
internal sealed class ReviewExemplars(TimeProvider time)
{
    /// <summary>How long exemplars are kept after a scrape of OpenMetrics. Prometheus considers a target stale after the same time.</summary>
    internal static readonly TimeSpan ScrapeWindow = TimeSpan.FromMinutes(5);

    /// <summary>Min time between two exemplars of one bucket. Scrapes are never more frequent, so more exemplars would be discarded.</summary>
    internal static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    /// <summary>Timestamp of a bucket that has had no exemplar yet.</summary>
    internal const long Never = long.MinValue;

    private const string LabelName = "uid";

    /// <summary>OpenMetrics allows 128 characters for all names and values of an exemplar's labels. A uid of the API server has 36.</summary>
    private const int MaxUid = 128 - 3;

    // The uid is untrusted and the library writes it without escapes: a quotation mark in it would break the whole scrape.
    private static readonly SearchValues<char> UidCharacters = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
    private static readonly Exemplar.LabelKey Label = Exemplar.Key(LabelName);

    private long _lastScrape;
    private volatile bool _wereScraped;

    /// <summary>Notes a scrape of OpenMetrics.</summary>
    internal void Scraped()
    {
        Volatile.Write(ref _lastScrape, time.GetTimestamp());
        _wereScraped = true;
    }

    /// <summary>Whether an exemplar of this review would be scraped.</summary>
    /// <param name="uid">Its uid, as sent by the client.</param>
    internal bool AreWanted(string? uid) =>
        _wereScraped && uid is { Length: > 0 and <= MaxUid } && !uid.AsSpan().ContainsAnyExcept(UidCharacters)
        && time.GetElapsedTime(Volatile.Read(ref _lastScrape)) < ScrapeWindow;

    /// <summary>Whether another exemplar is due; of concurrent callers, only one gets <see langword="true"/>.</summary>
    /// <param name="last">Timestamp of the last one; <see cref="Never"/> when there has been none.</param>
    internal bool IsDue(ref long last)
    {
        var now = time.GetTimestamp();
        var before = Volatile.Read(ref last);
        return (before == Never || time.GetElapsedTime(before, now) >= MinInterval) && Interlocked.CompareExchange(ref last, now, before) == before;
    }

    /// <summary>Creates an exemplar for one observation.</summary>
    /// <param name="uid">A uid accepted by <see cref="AreWanted"/>.</param>
    internal static Exemplar Of(string uid) => Exemplar.From(Label.WithValue(uid));
}
