using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Grammar.Messages;
using Injector.Profiles.Errors;
using Injector.Server.Options;
using Injector.Yaml.Nodes;

namespace Injector.Server.Snapshots;

/// <summary>
/// Reads labels and annotations of namespaces from manifests when no API server is watched: documents of the kind Namespace, or lists of them as written by
/// <c>kubectl get namespaces -o yaml</c>.
/// </summary>
internal static class NamespacesFile
{
    /// <summary>Max length of the text: enough for tens of thousands of namespaces with their labels and annotations.</summary>
    private const int MaxLength = 64 * 1024 * 1024;

    internal static NamespaceDirectory Read(string path)
    {
        try
        {
            return Parse(StartupText.Read(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"namespacesFile: '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    internal static NamespaceDirectory Parse(string text, string path)
    {
        var errors = new ErrorList(path);
        var namespaces = new List<NamespaceFacts>();
        foreach (var root in errors.ReadYaml(text, MaxLength))
        {
            ReadDocument(root, namespaces, errors);
        }

        return errors.IsEmpty
            ? NamespaceDirectory.Create(namespaces)
            : throw new StartupException(DisplayText.Lines(errors.InOrder().Select(error => error.ToString())));
    }

    private static void ReadDocument(TreeNode node, List<NamespaceFacts> namespaces, ErrorList errors)
    {
        if (node is not MappingNode document)
        {
            errors.Add(node.Location, $"is {node.Description}, not a Namespace");
            return;
        }

        switch (Text(document["kind"]))
        {
            case "List" or "NamespaceList" when document["items"] is SequenceNode items:
                foreach (var item in items.Items)
                {
                    ReadDocument(item, namespaces, errors);
                }

                break;
            case "Namespace" when document["metadata"] is MappingNode metadata && Text(metadata["name"]) is { Length: > 0 } name:
                namespaces.Add(new NamespaceFacts(
                    name, Map(metadata["labels"], errors), Map(metadata["annotations"], errors)));
                break;
            case "Namespace":
                errors.Add(document.Location, "the field 'metadata.name' is missing");
                break;
            case var kind:
                errors.Add(document.Location, $"has the kind '{kind}'; write Namespace manifests only");
                break;
        }
    }

    private static ImmutableSortedDictionary<string, string> Map(TreeNode? node, ErrorList errors)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (node is not (null or MappingNode or ScalarNode { Kind: ScalarKind.Null }))
        {
            errors.Add(node.Location, $"is {node.Description}, not an object");
        }

        foreach (var (name, value) in (node as MappingNode)?.Entries ?? [])
        {
            if (Text(value) is { } text)
            {
                map[name] = text;
            }
            else
            {
                errors.Add(value.Location, $"is {value.Description}, not text; put it in quotes");
            }
        }

        return map.ToImmutable();
    }

    private static string? Text(TreeNode? node) => node is ScalarNode { Kind: ScalarKind.String } scalar ? scalar.JsonText : null;
}
