using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Api;

/// <summary>The body of a request. Kept as bytes, because a request may be sent twice.</summary>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes, MediaTypeHeaderValue Type)
{
    internal const string Json = "application/json";

    internal static RequestBody Of(JsonNode body, string type) =>
        new(Encoding.UTF8.GetBytes(body.ToJsonString()), new MediaTypeHeaderValue(type, "utf-8"));

    internal HttpContent Content() => new ReadOnlyMemoryContent(Bytes) { Headers = { ContentType = Type } };
}
