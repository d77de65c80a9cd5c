using System.Collections.Immutable;
using Injector.Core.Snapshots;
using Injector.Profiles.Documents;
using Injector.Profiles.Errors;

namespace Injector.Server.Snapshots;

/// <summary>
/// Reads labels and annotations of namespaces from manifests, for running where no API server is watched: documents of the kind Namespace, or
/// lists of them as <c>kubectl get namespaces -o yaml</c> writes them.
/// </summary>
internal static class NamespacesFile
{
    internal static NamespaceDirectory Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
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
        foreach (var root in YamlTreeReader.Read(text, errors))
        {
            ReadDocument(root, namespaces, errors);
        }

        return errors.IsEmpty
            ? NamespaceDirectory.Create(namespaces)
            : throw new StartupException(string.Join(Environment.NewLine, errors.InOrder()));
    }

    private static void ReadDocument(SourceNode node, List<NamespaceFacts> namespaces, ErrorList errors)
    {
        if (node is not SourceMapping document)
        {
            errors.Add(node.Location, $"is {node.Kind}, not a Namespace");
            return;
        }

        switch (Text(document.Find("kind")))
        {
            case "List" or "NamespaceList" when document.Find("items") is SourceSequence items:
                foreach (var item in items.Items)
                {
                    ReadDocument(item, namespaces, errors);
                }

                break;
            case "Namespace" when document.Find("metadata") is SourceMapping metadata && Text(metadata.Find("name")) is { } name:
                namespaces.Add(new NamespaceFacts(
                    name, Map(metadata.Find("labels"), errors), Map(metadata.Find("annotations"), errors)));
                break;
            case "Namespace":
                errors.Add(document.Location, "the field 'metadata.name' is missing");
                break;
            case var kind:
                errors.Add(document.Location, $"has the kind '{kind}'; write Namespace manifests only");
                break;
        }
    }

    private static ImmutableSortedDictionary<string, string> Map(SourceNode? node, ErrorList errors)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in (node as SourceMapping)?.Members ?? [])
        {
            if (Text(value) is { } text)
            {
                map[name] = text;
            }
            else
            {
                errors.Add(value.Location, $"is {value.Kind}, not text; put it in quotes");
            }
        }

        return map.ToImmutable();
    }

    private static string? Text(SourceNode? node) => node is SourceScalar { Type: ScalarType.String } scalar ? scalar.Text : null;
}
