using System.Text;
using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>What a receiver was sent.</summary>
internal sealed record ReceivedRequest(string Path, string? Authorization, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as one JSON object a line.</summary>
    public IEnumerable<JsonObject> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());
}
