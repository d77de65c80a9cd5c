using Injector.Core;

namespace Injector.Injection;

/// <summary>A pod or pod template with the engine's whole answer.</summary>
/// <param name="Source">Name of the input and number of the document.</param>
/// <param name="Kind">Kind of the object.</param>
/// <param name="Name">Name of the object; may be empty.</param>
/// <param name="Namespace">The namespace that counts for it.</param>
/// <param name="Result">The engine's answer.</param>
/// <param name="Misplaced">Annotations of ours that stand on the workload, where they do nothing.</param>
internal sealed record ExplainedPod(
    string Source, string Kind, string Name, string Namespace, InjectionResult Result, IReadOnlyList<string> Misplaced)
{
    /// <summary>How people name it.</summary>
    public string Title => Name.Length == 0 ? Kind.ToLowerInvariant() : $"{Kind.ToLowerInvariant()}/{Name}";

    /// <summary>The pods and pod templates of injected documents.</summary>
    public static IEnumerable<ExplainedPod> Of(DocumentOutcome outcome) =>
        outcome.Targets.Where(target => target.Result is not null).Select(target => new ExplainedPod(
            $"{outcome.Document.Source.Name}#{outcome.Document.Number}",
            target.Object.Kind,
            target.Object.Name,
            target.Namespace,
            target.Result!,
            target.Misplaced));
}
