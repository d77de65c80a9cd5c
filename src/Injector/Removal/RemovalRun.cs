using Injector.Core.Pods;
using Injector.Core.Removal;
using Injector.Core.Snapshots;
using Injector.Documents;
using Injector.Injection;
using Injector.Patching;

namespace Injector.Removal;

/// <summary>Takes sidecars out of the pods and pod templates of documents.</summary>
/// <param name="keys">Names of the annotations.</param>
/// <param name="defaultNamespace">Namespace of objects that state none.</param>
internal sealed class RemovalRun(AnnotationKeys keys, string defaultNamespace)
{
    /// <summary>Treats one document: its tree is changed in place.</summary>
    /// <exception cref="DocumentException">A pod template cannot be read.</exception>
    public DocumentOutcome Remove(LoadedDocument loaded) =>
        new(loaded, [.. loaded.Objects.Select(found => Remove(loaded.Document, found))]);

    private TargetOutcome Remove(ManifestDocument document, ManifestObject found)
    {
        var outcome = new TargetOutcome(found, found.Namespace.Length > 0 ? found.Namespace : defaultNamespace);
        if (found.TemplatePath.IsDefault)
        {
            return outcome;
        }

        if (found.FindTemplate() is not { } template)
        {
            return outcome with { PassedBecause = $"it has no pod template ({string.Join('.', found.TemplatePath)})" };
        }

        var json = JsonTreeWriter.Write(template);
        var reading = PodReader.Read(json);
        if (!reading.IsRead)
        {
            throw document.Error(template.Place, $"{found.Title}: {reading.Error}");
        }

        var removal = SidecarRemover.Remove(json.Span, keys);
        var operations = PatchOperation.ReadAll(removal.Patch);
        TreePatch.Apply(template, operations);
        var prefix = found.Pointer + string.Concat(found.TemplatePath.Select(step => $"/{step}"));
        return outcome with
        {
            Removal = removal,
            Operations = [.. operations.Select(operation => operation with { Path = prefix + operation.Path })],
        };
    }
}
