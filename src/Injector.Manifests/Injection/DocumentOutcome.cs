using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Removal;
using Injector.Core.Status;
using Injector.Manifests.Documents;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;

namespace Injector.Manifests.Injection;

/// <summary>The outcome for one document.</summary>
/// <param name="Loaded">The document with its edited tree.</param>
/// <param name="Targets">Its objects, in order.</param>
internal sealed record DocumentOutcome(LoadedDocument Loaded, List<TargetOutcome> Targets)
{
    /// <summary>The operations on the document, in order.</summary>
    public IEnumerable<PatchOperation> Operations => Targets.SelectMany(target => target.Operations);

    /// <summary>Whether anything changes.</summary>
    public bool IsChanged => Targets.Exists(target => target.Operations.Count > 0);

    /// <summary>The document.</summary>
    public ManifestDocument Document => Loaded.Document;

    /// <summary>The new text of an edited YAML document; <see langword="null"/> until it is requested.</summary>
    public EditedText? NewText { get; private set; }

    /// <summary>Writes the new text, once.</summary>
    public EditedText WriteText() => NewText ??= YamlDocumentText.Of(Document, Loaded.Tree);
}

/// <summary>The outcome for one object of a document.</summary>
/// <param name="Object">The object.</param>
/// <param name="Namespace">Its effective namespace.</param>
internal sealed record TargetOutcome(ManifestObject Object, string Namespace)
{
    /// <summary>The engine's result; <see langword="null"/> when the object has no pod template.</summary>
    public InjectionResult? Result { get; init; }

    /// <summary>What can be removed; <see langword="null"/> unless removal was requested, or when the object has no pod template.</summary>
    public RemovalResult? Removal { get; init; }

    /// <summary>The operations, with paths from the document's root; none when nothing changes.</summary>
    public List<PatchOperation> Operations { get; init; } = [];

    /// <summary>Injector's annotations on the workload itself, where they have no effect, instead of on its pod template.</summary>
    public IReadOnlyList<string> Misplaced { get; init; } = [];

    /// <summary>The requests for sidecars in an object of an unsupported kind; <see langword="null"/> when there are none.</summary>
    public string? UnreadRequests { get; init; }

    /// <summary>The pod's record of an earlier injection.</summary>
    public InjectionStatus Record { get; init; } = InjectionStatus.None;

    /// <summary>Labels of the pod.</summary>
    public TextMap Labels { get; init; }

    /// <summary>Whether an earlier injection was removed first, because the annotations have changed since.</summary>
    public bool IsInjectedAgain { get; init; }

    /// <summary>Whether labels and annotations of the namespace are known. Default <see langword="true"/>.</summary>
    public bool IsNamespaceKnown { get; init; } = true;

    /// <summary>Whether the pod has no pull secrets before those of profiles are added.</summary>
    public bool ReplacesPullSecrets { get; init; }

    /// <summary>Whether a workload that requests sidecars gets none, for whatever reason.</summary>
    public bool GoesWithout => UnreadRequests is not null || Result?.Decision is InjectionDecision.Skip { Code: not ReasonCode.AlreadyInjected };

    /// <summary>Why the object passes through although its kind has a pod template; empty when that does not apply.</summary>
    public string PassedBecause { get; init; } = "";
}
