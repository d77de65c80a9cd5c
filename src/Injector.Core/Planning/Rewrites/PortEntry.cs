using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Rewrites;

/// <summary>A declared port of a container.</summary>
/// <param name="Name">Its name; <see langword="null"/> when it has none.</param>
/// <param name="Number"><c>containerPort</c>; 0 when it is not a number.</param>
/// <param name="IsTcp">Whether it is for TCP.</param>
internal sealed record PortEntry(string? Name, int Number, bool IsTcp)
{
    public static PortEntry Of(JsonNode? entry) => new(
        entry.Member("name").AsText(),
        entry.Member("containerPort").AsInteger() is { } number and > 0 and <= ushort.MaxValue ? (int)number : 0,
        entry.Member("protocol").AsText() is null or "" or "TCP");
}
