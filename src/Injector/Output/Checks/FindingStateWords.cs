using Injector.Checks;

namespace Injector.Output.Checks;

/// <summary>How states of findings are written; stable between releases.</summary>
internal static class FindingStateWords
{
    public static string Word(this FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Warning => "warning",
        FindingState.Problem => "problem",
        FindingState.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };

    public static Colour Colour(this FindingState state) => state switch
    {
        FindingState.Ok => Output.Colour.Good,
        FindingState.Warning => Output.Colour.Caution,
        FindingState.Problem => Output.Colour.Bad,
        _ => Output.Colour.Faint,
    };
}
