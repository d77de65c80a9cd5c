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

/// <summary>Injects manifests as the webhook would inject the pods that are created from them.</summary>
/// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
/// <param name="defaultNamespace">Namespace of objects that do not name one.</param>
/// <param name="inject">Profiles requested on the command line; empty for none. The pod template's own annotation takes precedence.</param>
internal sealed class InjectionRun(InjectionSnapshot snapshot, string defaultNamespace, string inject)
{
    /// <summary>
    /// Whether an earlier injection is removed first when the annotations have changed since. Default <see langword="true"/>; the webhook never removes.
    /// </summary>
    public bool FollowsChanges { get; init; } = true;

    /// <summary>Injects documents, changing their trees in place.</summary>
    /// <exception cref="DocumentException">Pod templates cannot be read; the message names the first one of each document.</exception>
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
    /// Removes what an earlier injection added if the annotations have changed since. Status annotations by the webhook or by earlier releases do not record
    /// the request; what they describe stays.
    /// </summary>
    /// <returns>The operations, already applied to the template; empty when nothing was removed.</returns>
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

        // The request of the command line is written to the manifest only when something is injected.
        // A skipped manifest stays as it is: the annotation that says why is only for pods created through the webhook.
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

/// <summary>Writes the command line's request into the pod template as an annotation, so that the injected manifest shows what was requested.</summary>
internal static class CommandLineRequest
{
    /// <summary>The operations that set the annotation; empty when nothing is requested or the pod template already has the annotation.</summary>
    /// <param name="template">The pod template.</param>
    /// <param name="key">Key of the annotation.</param>
    /// <param name="profiles">The requested profiles, the annotation's value; empty for none.</param>
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
