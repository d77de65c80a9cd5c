namespace Injector.Kubernetes.Tests.Watching;

/// <summary>What an API server sends of namespaces.</summary>
internal static class Json
{
    internal static string Namespace(string name, string version, string? inject = null)
    {
        var annotations = inject is null ? "" : $$""","annotations":{"injector.io/inject":"{{inject}}"}""";
        return $$$"""{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"{{{name}}}","resourceVersion":"{{{version}}}","labels":{"team":"a"}{{{annotations}}}}}""";
    }

    internal static string List(string version, string token, params string[] items) =>
        $$$"""{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{token}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    internal static string Event(string type, string about) => $$"""{"type":"{{type}}","object":{{about}}}""";

    internal static string Bookmark(string version) =>
        Event("BOOKMARK", $$$"""{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"{{{version}}}"}}""");

    internal static string Error(int code, string reason) =>
        Event("ERROR", $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old","reason":"{{reason}}","code":{{code}}}""");
}
