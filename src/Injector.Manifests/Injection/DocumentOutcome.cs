using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Removal;
using Injector.Core.Status;
using Injector.Manifests.Documents;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;

namespace Injector.Manifests.Injection;

/// <summary>What became of one document.</summary>
/// <param name="Loaded">The document; its tree carries the changes.</param>
/// <param name="Targets">Its objects, in order.</param>
internal sealed record DocumentOutcome(LoadedDocument Loaded, List<TargetOutcome> Targets)
{
    /// <summary>The operations on the document, in order.</summary>
    public IEnumerable<PatchOperation> Operations => Targets.SelectMany(target => target.Operations);

    /// <summary>Whether anything changes.</summary>
    public bool IsChanged => Targets.Exists(target => target.Operations.Count > 0);

    /// <summary>The document.</summary>
    public ManifestDocument Document => Loaded.Document;

    /// <summary>The new text of a changed YAML document; <see langword="null"/> as long as it was not asked for.</summary>
    public EditedText? NewText { get; private set; }

    /// <summary>Makes the new text, once.</summary>
    public EditedText WriteText() => NewText ??= YamlDocumentText.Of(Document, Loaded.Tree);
}

/// <summary>What became of one object of a document.</summary>
/// <param name="Object">The object.</param>
/// <param name="Namespace">The namespace that counts for it.</param>
internal sealed record TargetOutcome(ManifestObject Object, string Namespace)
{
    /// <summary>The engine's answer; <see langword="null"/> when the object has no pod template.</summary>
    public InjectionResult? Result { get; init; }

    /// <summary>What can be taken away; <see langword="null"/> unless that was asked, or when the object has no pod template.</summary>
    public RemovalResult? Removal { get; init; }

    /// <summary>The operations, with paths from the document's root; none when nothing changes.</summary>
    public List<PatchOperation> Operations { get; init; } = [];

    /// <summary>Annotations of ours that stand on the workload, where they do nothing, instead of on its pod template.</summary>
    public IReadOnlyList<string> Misplaced { get; init; } = [];

    /// <summary>What asks for sidecars in an object whose kind is not read; <see langword="null"/> when nothing does.</summary>
    public string? UnreadRequests { get; init; }

    /// <summary>What the pod has on record of an earlier injection.</summary>
    public InjectionStatus Record { get; init; } = InjectionStatus.None;

    /// <summary>Labels of the pod.</summary>
    public TextMap Labels { get; init; }

    /// <summary>Whether an earlier injection was taken out first, because the annotations ask for something else since.</summary>
    public bool IsInjectedAgain { get; init; }

    /// <summary>Whether labels and annotations of the namespace are known. Default <see langword="true"/>.</summary>
    public bool IsNamespaceKnown { get; init; } = true;

    /// <summary>Whether the pod names no pull secrets until those of profiles are added.</summary>
    public bool ReplacesPullSecrets { get; init; }

    /// <summary>Whether a workload that asks goes without sidecars, for whichever reason.</summary>
    public bool GoesWithout => UnreadRequests is not null || Result?.Decision is InjectionDecision.Skip { Code: not ReasonCode.AlreadyInjected };

    /// <summary>Why the object passes though its kind carries a pod template; empty when that does not apply.</summary>
    public string PassedBecause { get; init; } = "";
}
