using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Removes recorded annotations and labels from the pod, including our own.</summary>
internal sealed class MetadataRemoval(PodEdit edit, InjectionStatus status, AnnotationKeys keys)
{
    private const string AnnotationsPath = "/metadata/annotations";

    public void Run()
    {
        if (edit.Pod["metadata"] is not JsonObject metadata)
        {
            return;
        }

        if (metadata["annotations"] is JsonObject { Count: > 0 } annotations)
        {
            RemoveAnnotations(annotations);
            edit.Tidy(metadata, "/metadata", "annotations", CollectionNames.Annotations);
        }

        if (metadata["labels"] is JsonObject labels && Remove(labels, "/metadata/labels", status.Labels) > 0)
        {
            edit.Tidy(metadata, "/metadata", "labels", CollectionNames.Labels);
        }

        if (SortedNames.TryGet(status.Blank, CollectionNames.Metadata, out _))
        {
            edit.Tidy(edit.Pod, "", "metadata", CollectionNames.Metadata);
        }
    }

    private void RemoveAnnotations(JsonObject annotations)
    {
        Remove(annotations, AnnotationsPath, status.Annotations.Where(key => key != WellKnownAnnotations.SafeToEvict));
        ShortenList(annotations);
        Remove(annotations, AnnotationsPath, [keys.Skipped, keys.Status]);
    }

    // Others append to this list as well: the rest stays, in its exact spelling.
    private void ShortenList(JsonObject annotations)
    {
        if (annotations[WellKnownAnnotations.SafeToEvict].AsText() is not { } list)
        {
            return;
        }

        var rest = string.Join(',', list.Split(',').Where(name => !status.SafeToEvict.Contains(name.Trim())));
        if (rest.Length == 0 && status.Annotations.Contains(WellKnownAnnotations.SafeToEvict))
        {
            edit.RemoveMember(annotations, AnnotationsPath, WellKnownAnnotations.SafeToEvict);
        }
        else if (rest != list)
        {
            edit.Replace(annotations, AnnotationsPath, WellKnownAnnotations.SafeToEvict, rest);
        }
    }

    private int Remove(JsonObject map, string path, IEnumerable<string> names) => names.Count(name => edit.RemoveMember(map, path, name));
}
