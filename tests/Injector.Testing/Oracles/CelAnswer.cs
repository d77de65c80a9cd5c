using System.Text.Json.Nodes;

namespace Injector.Testing.Oracles;

/// <summary>What an expression comes to: a truth value or text, or else an error.</summary>
/// <param name="Value">The value.</param>
/// <param name="Error">Why there is none.</param>
public sealed record CelAnswer(JsonNode? Value, string? Error)
{
    /// <summary>Whether the expression holds.</summary>
    /// <exception cref="InvalidOperationException">It came to no truth value.</exception>
    public bool IsTrue => Error is null ? (bool)Value! : throw new InvalidOperationException(Error);

    /// <summary>The text that the expression came to.</summary>
    /// <exception cref="InvalidOperationException">It came to no text.</exception>
    public string Text => Error is null ? (string)Value! : throw new InvalidOperationException(Error);
}
