using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Removal;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Core.Status;
using Injector.Grammar.Json;
using Injector.Manifests.Documents;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>Runs the engine over documents, as the webhook would over the pods that they lead to.</summary>
/// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
/// <param name="defaultNamespace">Namespace of objects that state none.</param>
/// <param name="inject">Profiles asked for on the command line; empty for none. An annotation of the pod's own wins.</param>
internal sealed class InjectionRun(InjectionSnapshot snapshot, string defaultNamespace, string inject)
{
    /// <summary>
    /// Whether an earlier injection is taken out where the annotations ask for something else since. Default <see langword="true"/>; the webhook never does.
    /// </summary>
    public bool FollowsChanges { get; init; } = true;

    /// <summary>Injects documents: their trees are changed in place.</summary>
    /// <exception cref="DocumentException">Pod templates cannot be read; one in each document is told.</exception>
    public List<DocumentOutcome> Inject(IEnumerable<LoadedDocument> documents) => DocumentException.ForEach(documents, Inject);

    private DocumentOutcome Inject(LoadedDocument loaded)
    {
        var walk = new TemplateWalk(loaded, defaultNamespace);
        var outcome = walk.Treat((outcome, template) => Inject(walk, outcome, template));
        return outcome with
        {
            Targets = outcome.Targets.ConvertAll(target => target with { UnreadRequests = UnreadRequests.In(target.Object, snapshot.Settings.Keys, inject.Length > 0) }),
        };
    }

    private static WorkloadFacts Facts(ManifestObject found, ImmutableArray<string> misplaced) => new(found.Kind, found.Name, misplaced)
    {
        TemplatePath = string.Join('.', found.TemplatePath),
        Replicas = int.TryParse((found.Root["spec"] as MappingNode)?.Text("replicas"), NumberStyles.None, CultureInfo.InvariantCulture, out var replicas)
            ? replicas
            : null,
    };

    /// <summary>
    /// Takes out what an earlier injection added when the annotations ask for something else since. A record without what was asked for is of the webhook or of
    /// an earlier release, and stands.
    /// </summary>
    /// <returns>The operations, which are applied; none when nothing was taken out.</returns>
    private List<PatchOperation> Undo(MappingNode template)
    {
        var keys = snapshot.Settings.Keys;
        var now = (MappingNode)template.Copy();
        TreePatch.Apply(now, CommandLineRequest.Operations(now, keys.Inject, inject));
        if (!FollowsChanges || RecordedRequest.Read(template, keys) is not { } recorded || recorded == RecordedRequest.Of(now, keys))
        {
            return [];
        }

        var removal = SidecarRemover.Remove(JsonTreeWriter.WriteAsSent(template).Span, keys);
        var operations = removal.Refusal is null ? PatchOperation.ReadAll(removal.Patch) : [];
        TreePatch.Apply(template, operations);
        return operations;
    }

    private TargetOutcome Inject(TemplateWalk walk, TargetOutcome outcome, MappingNode template)
    {
        var found = outcome.Object;
        var keys = snapshot.Settings.Keys;
        var asked = (MappingNode)template.Copy();
        var undone = Undo(asked);
        var request = CommandLineRequest.Operations(asked, keys.Inject, inject);
        TreePatch.Apply(asked, request);
        var misplaced = found.TemplatePath.IsEmpty ? [] : MisplacedAnnotations.On(found, snapshot);
        var pod = walk.Read(outcome, template, JsonTreeWriter.WriteAsSent(asked));
        var result = SidecarInjector.Inject(
            new InjectionRequest
            {
                Pod = pod,
                Namespace = outcome.Namespace,
                Workload = found.TemplatePath.IsEmpty ? null : Facts(found, misplaced),
            },
            snapshot);

        // What was asked for on the command line is written down only where something comes of it.
        // A manifest that is skipped stays as it is: the note of why is for pods, which the webhook sees.
        var patch = result.Decision is InjectionDecision.Inject ? PatchOperation.ReadAll(result.Patch) : [];
        List<PatchOperation> operations = patch.Count == 0 ? undone : [.. undone, .. request, .. RecordedRequest.Keep(patch, keys, template, asked, request)];
        return TemplateWalk.Change(outcome, template, operations) with
        {
            Result = result,
            Labels = pod.Labels,
            Misplaced = misplaced,
            IsInjectedAgain = undone.Count > 0,
            Record = pod.Annotations.TryGet(snapshot.Settings.Keys.Status, out var record) ? StatusReader.Read(record) : InjectionStatus.None,
            IsNamespaceKnown = snapshot.Namespaces.Knows(outcome.Namespace),
            ReplacesPullSecrets = result.Decision is InjectionDecision.Inject { Plan.ImagePullSecrets.IsEmpty: false } && pod.ImagePullSecrets.Items.IsEmpty,
        };
    }
}

/// <summary>Writes a request of the command line into the pod template, so that what was injected says who asked for it.</summary>
internal static class CommandLineRequest
{
    /// <summary>The operations that set the annotation; none when nothing is asked for or the pod template speaks for itself.</summary>
    /// <param name="template">The pod template.</param>
    /// <param name="key">The annotation.</param>
    /// <param name="profiles">The value; empty for none.</param>
    public static List<PatchOperation> Operations(MappingNode template, string key, string profiles)
    {
        var metadata = template["metadata"];
        var annotations = (metadata as MappingNode)?["annotations"];
        if (profiles.Length == 0 || (annotations as MappingNode)?[key] is not null || !IsAbsentOrMapping(metadata) || !IsAbsentOrMapping(annotations))
        {
            return [];
        }

        var operations = new List<PatchOperation>();
        if (metadata is not MappingNode)
        {
            operations.Add(new PatchOperation("add", "/metadata", new MappingNode()));
        }

        if (annotations is not MappingNode)
        {
            operations.Add(new PatchOperation("add", "/metadata/annotations", new MappingNode()));
        }

        operations.Add(new PatchOperation("add", $"/metadata/annotations/{JsonPointer.Escape(key)}", ScalarNode.Text(profiles)));
        return operations;
    }

    private static bool IsAbsentOrMapping(TreeNode? node) => node is null or MappingNode or ScalarNode { Kind: ScalarKind.Null };
}
