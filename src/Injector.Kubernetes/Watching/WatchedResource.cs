namespace Injector.Kubernetes.Watching;

/// <summary>A collection that is listed and watched.</summary>
/// <param name="Name">Its plural name, such as <c>namespaces</c>, for metrics and log lines.</param>
/// <param name="Path">Its path, such as <c>/api/v1/namespaces</c>; may contain a query with selectors.</param>
/// <param name="MetadataOnly">Whether names, labels and annotations are enough (<c>PartialObjectMetadata</c>).</param>
/// <param name="MayBeAbsent">Whether a cluster may lack the kind, as it does before its definition is installed; then there are no objects.</param>
public sealed record WatchedResource(string Name, string Path, bool MetadataOnly, bool MayBeAbsent = false)
{
    internal string ListAccept => Accept("PartialObjectMetadataList");

    internal string WatchAccept => Accept("PartialObjectMetadata");

    /// <summary>The path with additional query parameters.</summary>
    internal string With(params ReadOnlySpan<string> parameters) =>
        $"{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', parameters!)}";

    // A server that cannot return partial objects sends them whole, which works as well.
    private string Accept(string kind) => MetadataOnly ? $"application/json;as={kind};g=meta.k8s.io;v=v1,application/json" : "application/json";
}
