using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>What one rule answered.</summary>
/// <param name="Rule">The rule, identified by its reason code.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Message">The reason, for people; for a rule that passed, what it checked. Empty when there is nothing to say.</param>
public readonly record struct RuleFinding(ReasonCode Rule, RuleAnswer Answer, DisplayText Message);
