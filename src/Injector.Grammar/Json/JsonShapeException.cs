namespace Injector.Grammar.Json;

/// <summary>A document is JSON but not of the expected shape. Never leaves the readers: they return the message.</summary>
internal sealed class JsonShapeException(string message) : Exception(message)
{
    /// <summary>The problem with the value itself, without its field; <see langword="null"/> when it is not about a value.</summary>
    public string? Problem { get; init; }

    /// <summary>The byte at which the value begins.</summary>
    public long Offset { get; init; }
}
