using Injector.Drift;

namespace Injector.Output.Drift;

/// <summary>How kinds of drift are written; stable between releases.</summary>
internal static class DriftKindWords
{
    public static string Word(this DriftKind kind) => kind switch
    {
        DriftKind.Missed => "missed",
        DriftKind.Skipped => "skipped",
        DriftKind.Outdated => "outdated",
        DriftKind.Changed => "changed",
        DriftKind.Unwanted => "unwanted",
        DriftKind.Denied => "denied",
        DriftKind.NotCompared => "notCompared",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of drift"),
    };

    public static Colour Colour(this DriftKind kind) => kind switch
    {
        DriftKind.Missed or DriftKind.Changed or DriftKind.Denied => Output.Colour.Bad,
        _ => Output.Colour.Caution,
    };
}
