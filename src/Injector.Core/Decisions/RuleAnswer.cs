namespace Injector.Core.Decisions;

/// <summary>The possible answers of a rule.</summary>
public enum RuleAnswer
{
    /// <summary>The rule does not object to injection.</summary>
    Pass,

    /// <summary>The pod should be admitted without sidecars.</summary>
    Skip,

    /// <summary>The pod should be refused.</summary>
    Deny,

    /// <summary>The rule could not be evaluated because an earlier one left it nothing to check.</summary>
    NotReached,
}
