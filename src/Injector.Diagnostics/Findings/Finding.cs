namespace Injector.Diagnostics.Findings;

/// <summary>One result of a check.</summary>
/// <param name="State">How serious it is.</param>
/// <param name="Check">Name of the check, stable between releases.</param>
/// <param name="Detail">What was found, and on which object.</param>
/// <param name="Fix">What to do about it; empty when there is nothing to do.</param>
internal sealed record Finding(FindingState State, string Check, string Detail, string Fix = "")
{
    /// <summary>Heading under which it is reported, such as <c>Webhook</c>. Default: empty, none.</summary>
    public string Section { get; init; } = "";

    public static Finding Ok(string check, string detail) => new(FindingState.Ok, check, detail);

    public static Finding Warning(string check, string detail, string fix) => new(FindingState.Warning, check, detail, fix);

    public static Finding Problem(string check, string detail, string fix) => new(FindingState.Problem, check, detail, fix);

    public static Finding Unknown(string check, string detail, string fix) => new(FindingState.Unknown, check, detail, fix);
}

/// <summary>How serious a finding is.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but not as well as it should, or not for long.</summary>
    Warning,

    /// <summary>Something does not work, or will not.</summary>
    Problem,

    /// <summary>It could not be determined.</summary>
    Unknown,
}

/// <summary>The text of finding states; stable between releases.</summary>
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
