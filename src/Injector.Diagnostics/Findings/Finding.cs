namespace Injector.Diagnostics.Findings;

/// <summary>One thing that a check found.</summary>
/// <param name="State">How it is to be taken.</param>
/// <param name="Check">Name of the check, stable between releases.</param>
/// <param name="Detail">What was found, and of which object.</param>
/// <param name="Fix">What to do about it; empty when there is nothing to do.</param>
internal sealed record Finding(FindingState State, string Check, string Detail, string Fix = "")
{
    /// <summary>The part of the installation that it is about, for people; empty where it stands by itself.</summary>
    public string Section { get; init; } = "";

    public static Finding Ok(string check, string detail) => new(FindingState.Ok, check, detail);

    public static Finding Warning(string check, string detail, string fix) => new(FindingState.Warning, check, detail, fix);

    public static Finding Problem(string check, string detail, string fix) => new(FindingState.Problem, check, detail, fix);

    public static Finding Unknown(string check, string detail, string fix) => new(FindingState.Unknown, check, detail, fix);
}

/// <summary>How a finding is to be taken.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but not as well or not as long as it should.</summary>
    Warning,

    /// <summary>Something does not work, or will not.</summary>
    Problem,

    /// <summary>It could not be found out.</summary>
    Unknown,
}

/// <summary>How states of findings are written; stable between releases.</summary>
internal static class FindingStateText
{
    public static string Word(this FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Warning => "warning",
        FindingState.Problem => "problem",
        FindingState.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };
}
