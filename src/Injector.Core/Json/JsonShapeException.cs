namespace Injector.Core.Json;

/// <summary>A document is JSON but not of the expected shape. Never leaves the readers: they return the message.</summary>
internal sealed class JsonShapeException(string message) : Exception(message);
