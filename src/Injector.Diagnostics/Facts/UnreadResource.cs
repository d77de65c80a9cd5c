namespace Injector.Diagnostics.Facts;

/// <summary>Something that the API server did not let us see.</summary>
/// <param name="Right">The right that reading it takes, such as <c>list pods in all namespaces</c>.</param>
/// <param name="IsForbidden">Whether the right is missing; otherwise the server refused for another reason.</param>
/// <param name="Explanation">The server's words.</param>
internal sealed record UnreadResource(string Right, bool IsForbidden, string Explanation);
