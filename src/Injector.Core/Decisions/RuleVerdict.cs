using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>The answer of one rule, with what follows from it.</summary>
internal readonly record struct RuleVerdict
{
    public RuleAnswer Answer { get; private init; }

    public DisplayText Message { get; private init; }

    /// <summary>Whether the pod asked for what it does not get, so that its author must be warned.</summary>
    public bool IsRequested { get; private init; }

    /// <summary>Whether the reason is written on the pod.</summary>
    public bool RecordedOnPod { get; private init; }

    /// <summary>Whether later rules have nothing left to look at.</summary>
    public bool IsFinal { get; private init; }

    public int StatusCode { get; private init; }

    /// <summary>The same with a message that is no longer than messages may be.</summary>
    public RuleVerdict Bounded() => this with { Message = Message.Bound() };

    public static RuleVerdict Pass(string message = "") => new() { Answer = RuleAnswer.Pass, Message = message };

    public static RuleVerdict NotReached(string message) => new() { Answer = RuleAnswer.NotReached, Message = message };

    /// <summary>The pod is none of our business: nothing else is asked and nothing is written on it.</summary>
    public static RuleVerdict LeaveAlone(string message, bool isRequested) =>
        new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = isRequested, IsFinal = true };

    /// <summary>The pod asked, but cannot be served.</summary>
    public static RuleVerdict Skip(string message) =>
        new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = true, RecordedOnPod = true };

    /// <summary>The pod asked, but cannot be served, and nothing more of it is looked at.</summary>
    public static RuleVerdict SkipAtOnce(string message) => Skip(message) with { IsFinal = true };

    /// <summary>A value that its author can fix, and nothing more of the pod is looked at.</summary>
    public static RuleVerdict Refuse(string message) => Invalid(message) with { IsFinal = true };

    /// <summary>The author meant to ask, but in the wrong place; the pod itself is left as it is.</summary>
    public static RuleVerdict MisplacedRequest(string message) => new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = true };

    /// <summary>The pod has something in place of what it asked for; its author is told and the pod stays as it is.</summary>
    public static RuleVerdict NotOurs(string message) => new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = true };

    /// <summary>Nothing is left to do.</summary>
    public static RuleVerdict Done(string message) => new() { Answer = RuleAnswer.Skip, Message = message };

    /// <summary>A value that its author can fix.</summary>
    public static RuleVerdict Invalid(string message) => new() { Answer = RuleAnswer.Deny, Message = message, StatusCode = 422 };

    /// <summary>Something that is not allowed here.</summary>
    public static RuleVerdict Forbidden(string message) => new() { Answer = RuleAnswer.Deny, Message = message, StatusCode = 403 };
}
