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
