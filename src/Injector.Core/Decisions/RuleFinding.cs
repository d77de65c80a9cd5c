using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>What one rule answered.</summary>
/// <param name="Rule">The rule, by the reason that it gives.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Message">Why, for people; for a rule that passed, what it looked at. Empty when there is nothing to say.</param>
public readonly record struct RuleFinding(ReasonCode Rule, RuleAnswer Answer, DisplayText Message);
