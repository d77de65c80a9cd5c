using System.Text.Json.Nodes;

namespace Injector.Ambassador;

/// <summary>Parses a YAML or JSON text into a tree. Must be pure: the same text gives the same tree.</summary>
/// <param name="text">The text.</param>
/// <param name="error">What is wrong with it and where; <see langword="null"/> when it could be read.</param>
/// <returns>The tree; <see langword="null"/> when there is an error.</returns>
public delegate JsonNode? DocumentReader(string text, out string? error);
