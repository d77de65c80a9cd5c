using System.Buffers;
using Injector.Core.Settings;
using Injector.Grammar.Workloads;
using Injector.Manifests.Documents;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>
/// Finds requests for sidecars in an object of an unsupported kind, such as a Knative Service or an Argo Workflow: the webhook injects the pods that such an
/// object leads to, but the command line passes it through.
/// </summary>
/// <param name="keys">Names of the annotations.</param>
/// <param name="everyTemplate">Whether every pod template counts as requesting, because the command line requests sidecars for all.</param>
internal sealed class UnreadRequests(AnnotationKeys keys, bool everyTemplate)
{
    /// <summary>Max paths listed in a message.</summary>
    private const int MaxPlaces = 3;

    private const string ReviewGroup = "admission.k8s.io";

    /// <summary>Characters that occur in the image patterns of policies, but in no image of a pod.</summary>
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create("*?!|");

    private readonly List<string> _places = [];
    private string? _template;

    /// <summary>The message; <see langword="null"/> when nothing requests sidecars.</summary>
    /// <param name="found">The object.</param>
    /// <param name="keys">Names of the annotations.</param>
    /// <param name="everyTemplate">Whether every pod template counts as requesting.</param>
    public static string? In(ManifestObject found, AnnotationKeys keys, bool everyTemplate)
    {
        // A namespace's annotations apply to its pods, Injector's own kinds contain its annotations as data, and a review quotes the pod of another request.
        var group = WorkloadKinds.GroupOf(found.ApiVersion);
        if (!found.TemplatePath.IsDefault || found.IsNamespace || group == keys.Prefix || group == ReviewGroup)
        {
            return null;
        }

        var asks = new UnreadRequests(keys, everyTemplate);
        asks.Visit(found.Root, "", "");
        return asks._places.Count == 0 ? null : asks.Message(found);
    }

    private string Message(ManifestObject found)
    {
        var group = WorkloadKinds.GroupOf(found.ApiVersion);
        var further = _places.Count > MaxPlaces ? $" and {_places.Count - MaxPlaces} more" : "";
        var hint = _template is not null && group.Length > 0
            ? $"; its pod template is read with --template {found.Kind}.{group}={_template}"
            : "; the webhook sees its pods only as they are created";
        return $"{string.Join(", ", _places.Take(MaxPlaces))}{further} asks for sidecars, but the kind {found.Kind} ({found.ApiVersion}) is not read here, so nothing was injected{hint}";
    }

    private static bool RunsAnImage(TreeNode? container) =>
        container is MappingNode mapping && mapping.Text("image") is { Length: > 0 } image && !image.AsSpan().ContainsAny(PatternCharacters);

    private void Visit(TreeNode? node, string path, string general)
    {
        if (node is SequenceNode sequence)
        {
            for (var i = 0; i < sequence.Items.Count; i++)
            {
                Visit(sequence.Items[i], $"{path}[{i}]", $"{general}[*]");
            }
        }

        if (node is not MappingNode mapping)
        {
            return;
        }

        var isTemplate = path.Length > 0 && (mapping["spec"] as MappingNode)?["containers"] is SequenceNode containers && containers.Items.Any(RunsAnImage);
        if (isTemplate)
        {
            _template ??= general;
        }

        if (isTemplate && everyTemplate)
        {
            _places.Add(path);
        }

        foreach (var entry in mapping.Entries)
        {
            var below = path.Length == 0 ? entry.Key.JsonText : $"{path}.{entry.Key.JsonText}";
            if (entry.Key.JsonText is "annotations" or "labels" && entry.Value is MappingNode texts && texts.Entries.Exists(text => MisplacedAnnotations.IsRequesting(text.Key.JsonText, keys)))
            {
                _places.Add(below);
            }

            Visit(entry.Value, below, general.Length == 0 ? entry.Key.JsonText : $"{general}.{entry.Key.JsonText}");
        }
    }
}
