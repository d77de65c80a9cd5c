namespace Injector.Checks;

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
