using System.Collections.Immutable;
using System.Globalization;
using Injector.Core;
using Injector.Core.Pods;
using Injector.Core.Snapshots;
using Injector.Documents;
using Injector.Patching;

namespace Injector.Injection;

/// <summary>Runs the engine over documents, as the webhook would over the pods that they lead to.</summary>
/// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
/// <param name="defaultNamespace">Namespace of objects that state none.</param>
/// <param name="inject">Profiles asked for on the command line; empty for none. An annotation of the pod's own wins.</param>
internal sealed class InjectionRun(InjectionSnapshot snapshot, string defaultNamespace, string inject)
{
    /// <summary>Injects one document: its tree is changed in place.</summary>
    /// <exception cref="DocumentException">A pod template cannot be read.</exception>
    public DocumentOutcome Inject(LoadedDocument loaded) =>
        new(loaded, [.. loaded.Objects.Select(found => Inject(loaded.Document, found))]);

    private static WorkloadFacts Facts(ManifestObject found, ImmutableArray<string> misplaced) => new(found.Kind, found.Name, misplaced)
    {
        Replicas = int.TryParse((found.Root["spec"] as MappingNode)?.Text("replicas"), NumberStyles.None, CultureInfo.InvariantCulture, out var replicas)
            ? replicas
            : null,
    };

    private TargetOutcome Inject(ManifestDocument document, ManifestObject found)
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

        return Inject(document, outcome, template);
    }

    private TargetOutcome Inject(ManifestDocument document, TargetOutcome outcome, MappingNode template)
    {
        var found = outcome.Object;
        var asked = (MappingNode)template.Copy();
        var request = AskedOnCommandLine.Operations(template, snapshot.Settings.Keys.Inject, inject);
        TreePatch.Apply(asked, request);
        var reading = PodReader.Read(JsonTreeWriter.Write(asked));
        if (!reading.IsRead)
        {
            throw document.Error(template.Place, $"{found.Title}: {reading.Error}");
        }

        var misplaced = found.TemplatePath.IsEmpty ? [] : MisplacedAnnotations.On(found, snapshot);
        var result = SidecarInjector.Inject(
            new InjectionRequest
            {
                Pod = reading.Pod,
                Namespace = outcome.Namespace,
                Workload = found.TemplatePath.IsEmpty ? null : Facts(found, misplaced),
            },
            snapshot);
        List<PatchOperation> operations = result.Patch.IsEmpty ? [] : [.. request, .. PatchOperation.ReadAll(result.Patch)];
        if (operations.Count == request.Count)
        {
            operations = [];
        }

        TreePatch.Apply(template, operations);
        var prefix = found.Pointer + string.Concat(found.TemplatePath.Select(step => $"/{step}"));
        return outcome with
        {
            Result = result,
            Misplaced = misplaced,
            Operations = [.. operations.Select(operation => operation with { Path = prefix + operation.Path })],
        };
    }
}
