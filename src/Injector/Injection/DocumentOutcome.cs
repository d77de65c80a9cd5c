using Injector.Documents;
using Injector.Patching;

namespace Injector.Injection;

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
}
