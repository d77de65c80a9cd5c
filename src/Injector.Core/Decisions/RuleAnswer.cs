namespace Injector.Core.Decisions;

/// <summary>What a rule may answer.</summary>
public enum RuleAnswer
{
    /// <summary>The rule has nothing against injection.</summary>
    Pass,

    /// <summary>The pod should go through without sidecars.</summary>
    Skip,

    /// <summary>The pod should be refused.</summary>
    Deny,

    /// <summary>The rule could not be asked because an earlier one left it nothing to look at.</summary>
    NotReached,
}
