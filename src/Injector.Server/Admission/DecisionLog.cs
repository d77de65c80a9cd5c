using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Server.Admission.Requests;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Admission;

/// <summary>Logs one line per decision with the pod's name, the result and the reason, never the pod's content.</summary>
internal sealed partial class DecisionLog(ILogger<DecisionLog> logger)
{
    internal void Answered(AdmissionOutcome outcome, TimeSpan duration)
    {
        if (outcome.Review is not { } review || outcome.Injection is not { } injection)
        {
            return;
        }

        var level = Level(injection);
        if (!logger.IsEnabled(level))
        {
            return;
        }

        // The analyzer only recognizes constant levels; the level was checked above.
#pragma warning disable CA1873
        Log.Decided(
            logger, level, AdmissionMetrics.ResultText(outcome.Result), Name(review.Namespace), Name(PodName(outcome, review)), injection.Decision.Reason.Text(),
            Name(Owner(outcome)), Profiles(injection), Name(review.Operation), review.DryRun, Name(review.Uid),
            (long)duration.TotalMicroseconds, outcome.PatchBytes, BoundedText.Cut(Message(injection), BoundedText.MaxField));
#pragma warning restore CA1873
    }

    internal void Refused(Refusal refusal) => Log.Refused(logger, refusal.Reason, refusal.Status, refusal.Text);

    internal void Failed(Exception exception, string id) => Log.Failed(logger, exception, id);

    /// <summary>Most pods in a cluster request nothing; of these, only one whose author got a warning is worth logging by default.</summary>
    private static LogLevel Level(InjectionResult injection) =>
        injection is { Decision.Reason: ReasonCode.NotRequested, Warnings.IsEmpty: true } ? LogLevel.Debug : LogLevel.Information;

    private static string Name(string text) => BoundedText.Cut(text, BoundedText.MaxName);

    /// <summary>Only the names that are shown are joined.</summary>
    private static string Profiles(InjectionResult injection)
    {
        const int max = 32;
        var names = injection.Profiles.Length <= max ? injection.Profiles.AsSpan() : injection.Profiles.AsSpan(0, max);
        var text = new System.Text.StringBuilder();
        foreach (var profile in names)
        {
            text.Append(text.Length > 0 ? "," : "").Append(Name(profile.Profile?.Resource ?? profile.Name));
        }

        return text.Append(injection.Profiles.Length > max ? ",…" : "").ToString();
    }

    private static string PodName(AdmissionOutcome outcome, AdmissionReview review)
    {
        if (review.Name.Length > 0)
        {
            return review.Name;
        }

        // Until the API server has generated the name, only its prefix is known.
        return outcome.Pod is { GenerateName.IsEmpty: false } pod ? $"{pod.GenerateName}*" : outcome.Pod?.Name.ToString() ?? "";
    }

    private static string Owner(AdmissionOutcome outcome) =>
        outcome.Pod?.Controller is { } controller ? $"{controller.Kind}/{controller.Name}" : "";

    private static string Message(InjectionResult result) => result switch
    {
        { Decision: InjectionDecision.Deny deny } => deny.Message,
        { FullWarnings: { IsEmpty: false } warnings } => string.Join("; ", warnings),
        _ => "",
    };

    private static partial class Log
    {
        [LoggerMessage(
            EventId = EventIds.Decided,
            Message = "{Result} {Namespace}/{Pod} reason={Reason} owner={Owner} profiles={Profiles} operation={Operation} dryRun={DryRun} uid={Uid} "
            + "duration={DurationMicroseconds}us patch={PatchBytes}B {Explanation}",
            EventName = nameof(EventIds.Decided), SkipEnabledCheck = true)]
        internal static partial void Decided(
            ILogger logger, LogLevel level, string result, string @namespace, string pod, string reason, string owner, string profiles, string operation,
            bool dryRun, string uid, long durationMicroseconds, int patchBytes, string explanation);

        [LoggerMessage(
            EventIds.Refused, LogLevel.Warning, "Refused a request with {Status} ({Reason}): {Explanation}", EventName = nameof(EventIds.Refused))]
        internal static partial void Refused(ILogger logger, string reason, int status, string explanation);

        [LoggerMessage(
            EventIds.EngineFailed, LogLevel.Error, "Answering a review failed; the client was told the id {ErrorId}",
            EventName = nameof(EventIds.EngineFailed))]
        internal static partial void Failed(ILogger logger, Exception exception, string errorId);
    }
}
