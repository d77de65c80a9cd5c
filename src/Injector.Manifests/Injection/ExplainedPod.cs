using System.Buffers;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Snapshots;
using Injector.Core.Status;
using Injector.Manifests.Documents;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>A pod or pod template with the engine's complete result.</summary>
/// <param name="Source">Name of the input and number of the document.</param>
/// <param name="Kind">Kind of the object.</param>
/// <param name="Name">Name of the object; may be empty.</param>
/// <param name="Namespace">Its effective namespace.</param>
/// <param name="Result">The engine's result.</param>
/// <param name="Misplaced">Injector's annotations on the workload itself, where they have no effect.</param>
internal sealed record ExplainedPod(
    string Source, string Kind, string Name, string Namespace, InjectionResult Result, IReadOnlyList<string> Misplaced)
{
    /// <summary>The pod's record of an earlier injection; <see cref="InjectionStatus.None"/> when there is none.</summary>
    public InjectionStatus Record { get; init; } = InjectionStatus.None;

    /// <summary>Its labels.</summary>
    public TextMap Labels { get; init; }

    /// <summary>Whether labels and annotations of the namespace are known. Default <see langword="true"/>.</summary>
    public bool IsNamespaceKnown { get; init; } = true;

    /// <summary>Whether the pod already has sidecars, whatever requested them.</summary>
    public bool IsOnRecord => Record.Profiles.Length > 0;

    /// <summary>Whether the decision depends on an unknown namespace.</summary>
    public bool IsUnknown => !IsNamespaceKnown && !IsOnRecord && Result.Decision is InjectionDecision.Skip { Code: ReasonCode.NotRequested };

    /// <summary>The rules with their answers; a rule about an unknown namespace is not reported as silent.</summary>
    public IEnumerable<RuleFinding> Findings => IsNamespaceKnown
        ? Result.Findings
        : Result.Findings.Select(finding => finding is { Rule: ReasonCode.NotRequested, Answer: RuleAnswer.Skip }
            ? finding with { Message = $"the pod has no annotation that asks; of namespace {Namespace} nothing is known here" }
            : finding);

    /// <summary>Whether the API server of a cluster sends the pod to Injector; <see langword="null"/> when no cluster was queried.</summary>
    public PodDelivery? Delivery { get; init; }

    /// <summary>Display name.</summary>
    public string Title
    {
        get => field ?? (Name.Length == 0 ? Kind.ToLowerInvariant() : $"{Kind.ToLowerInvariant()}/{Name}");
        init;
    }

    /// <summary>Whether it ends up without the requested sidecars because it never reaches Injector.</summary>
    public bool IsMissed => Delivery is { IsSent: false } && !IsOnRecord && Result.Decision is InjectionDecision.Inject;

    /// <summary>The pods and pod templates of injected documents.</summary>
    public static IEnumerable<ExplainedPod> Of(DocumentOutcome outcome) =>
        outcome.Targets.Where(target => target.Result is not null).Select(target => new ExplainedPod(
            $"{outcome.Document.Source.Name}#{outcome.Document.Number}",
            target.Object.Kind,
            target.Object.Name,
            target.Namespace,
            target.Result!,
            target.Misplaced)
        {
            Title = target.Object.Title,
            Labels = target.Labels,
            Record = target.Record,
            IsNamespaceKnown = target.IsNamespaceKnown,
        });
}

/// <summary>Whether the API server of a cluster sends a pod to Injector on creation.</summary>
/// <param name="IsSent"><see langword="null"/> when that could not be determined.</param>
/// <param name="Message">The entry that matches, or why none does, for people.</param>
internal sealed record PodDelivery(bool? IsSent, string Message);

/// <summary>Replays recorded admission reviews as the webhook would answer them.</summary>
internal static class ReviewDocuments
{
    /// <summary>The result for a review.</summary>
    /// <exception cref="DocumentException">The document is not a review, or the review is not about a pod.</exception>
    public static ExplainedPod Explain(LoadedDocument loaded, InjectionSnapshot snapshot)
    {
        var document = loaded.Document;
        if (loaded.Tree.Root is not { } root)
        {
            throw document.Error(TextPosition.None, "there is no AdmissionReview here");
        }

        var outcome = AdmissionHandler.Answer(JsonTreeWriter.Write(root), snapshot, new ArrayBufferWriter<byte>());
        if (outcome is not { Review: { } review, Injection: { } injection })
        {
            throw document.Error(TextPosition.None, $"is not an AdmissionReview: {outcome.Error}");
        }

        var name = review.Name.Length > 0 ? review.Name : outcome.Pod?.GenerateName.ToString() ?? "";
        return new ExplainedPod($"{document.Source.Name}#{document.Number}", "Pod", name, review.Namespace, injection, []) { Labels = outcome.Pod?.Labels ?? default };
    }
}
