using System.Globalization;

namespace Injector.Benchmarks.Figures;

/// <summary>A row of the table, in Markdown: the engines from the oldest to the present one.</summary>
internal static class FigureRow
{
    public const string Header = """
        | reviews | pods | in / out | ns 0.1.0 | ns before | ns now | × 0.1.0 | × before | bytes 0.1.0 | bytes before | bytes now |
        |---|---|---|---|---|---|---|---|---|---|---|
        """;

    public static string Of(string scenario, string pods, byte[][] reviews, ReviewCost[] costs)
    {
        var (released, before, now) = (costs[0], costs[1], costs[2]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {scenario} | {pods} | {reviews.Average(review => review.Length):N0} / {now.AnswerBytes:N0} "
            + $"| {released.Nanoseconds:N0} | {before.Nanoseconds:N0} | {now.Nanoseconds:N0} "
            + $"| **{now.Nanoseconds / released.Nanoseconds:F3}** | {now.Nanoseconds / before.Nanoseconds:F3} | {released.Bytes:N0} | {before.Bytes:N0} | **{now.Bytes:N0}** |");
    }
}
