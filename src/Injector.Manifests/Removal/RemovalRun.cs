using Injector.Core.Removal;
using Injector.Core.Settings;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Removal;

/// <summary>Removes sidecars from the pods and pod templates of documents.</summary>
/// <param name="keys">Names of the annotations.</param>
/// <param name="defaultNamespace">Namespace of objects that do not state one.</param>
internal sealed class RemovalRun(AnnotationKeys keys, string defaultNamespace)
{
    /// <summary>Removes sidecars from documents, changing their trees in place.</summary>
    /// <exception cref="DocumentException">Pod templates cannot be read; the message names one in each document.</exception>
    public List<DocumentOutcome> Remove(IEnumerable<LoadedDocument> documents) => DocumentException.ForEach(documents, Remove);

    private DocumentOutcome Remove(LoadedDocument loaded)
    {
        var walk = new TemplateWalk(loaded, defaultNamespace);
        return walk.Treat((outcome, template) => Remove(walk, outcome, template));
    }

    private TargetOutcome Remove(TemplateWalk walk, TargetOutcome outcome, MappingNode template)
    {
        var json = JsonTreeWriter.WriteAsSent(template);
        walk.Read(outcome, template, json);
        var removal = SidecarRemover.Remove(json.Span, keys);
        var operations = PatchOperation.ReadAll(removal.Patch);
        IEnumerable<PatchOperation> request = operations.Count == 0 ? [] : RecordedRequest.TakeOut(template, keys, operations);
        return TemplateWalk.Change(outcome, template, [.. operations, .. request]) with { Removal = removal };
    }
}
