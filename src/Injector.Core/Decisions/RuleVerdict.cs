using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>The answer of one rule and its consequences.</summary>
internal readonly record struct RuleVerdict
{
    public RuleAnswer Answer { get; private init; }

    public DisplayText Message { get; private init; }

    /// <summary>Whether the pod requested what it does not get, so that its author is warned.</summary>
    public bool IsRequested { get; private init; }

    /// <summary>Whether the reason is recorded in an annotation of the pod.</summary>
    public bool RecordedOnPod { get; private init; }

    /// <summary>Whether the remaining rules are not evaluated.</summary>
    public bool IsFinal { get; private init; }

    public int StatusCode { get; private init; }

    /// <summary>The same verdict with the message cut to <see cref="DisplayText.MaxBytes"/>.</summary>
    public RuleVerdict Bounded() => this with { Message = Message.Bound() };

    public static RuleVerdict Pass(string message = "") => new() { Answer = RuleAnswer.Pass, Message = message };

    public static RuleVerdict NotReached(string message) => new() { Answer = RuleAnswer.NotReached, Message = message };

    /// <summary>Skips a pod that is out of scope: no further rule is evaluated and nothing is recorded on the pod.</summary>
    public static RuleVerdict LeaveAlone(string message, bool isRequested) =>
        new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = isRequested, IsFinal = true };

    /// <summary>Skips a pod whose request cannot be fulfilled, and records the reason on the pod.</summary>
    public static RuleVerdict Skip(string message) =>
        new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = true, RecordedOnPod = true };

    /// <summary>As <see cref="Skip"/>, without evaluating the remaining rules.</summary>
    public static RuleVerdict SkipAtOnce(string message) => Skip(message) with { IsFinal = true };

    /// <summary>As <see cref="Invalid"/>, without evaluating the remaining rules.</summary>
    public static RuleVerdict Refuse(string message) => Invalid(message) with { IsFinal = true };

    /// <summary>Skips a pod whose author put the request in the wrong place; warns, and leaves the pod as it is.</summary>
    public static RuleVerdict MisplacedRequest(string message) => new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = true };

    /// <summary>Skips a pod that has something else in place of the requested sidecar; warns, and leaves the pod as it is.</summary>
    public static RuleVerdict NotOurs(string message) => new() { Answer = RuleAnswer.Skip, Message = message, IsRequested = true };

    /// <summary>Skips a pod for which nothing is left to do.</summary>
    public static RuleVerdict Done(string message) => new() { Answer = RuleAnswer.Skip, Message = message };

    /// <summary>Denies a pod with a value that its author can fix; HTTP status 422.</summary>
    public static RuleVerdict Invalid(string message) => new() { Answer = RuleAnswer.Deny, Message = message, StatusCode = 422 };

    /// <summary>Denies a pod for something that is not allowed here; HTTP status 403.</summary>
    public static RuleVerdict Forbidden(string message) => new() { Answer = RuleAnswer.Deny, Message = message, StatusCode = 403 };
}
