namespace Injector.Testing.Patching;

/// <summary>A patch does not apply.</summary>
public sealed class JsonPatchException(string message, Exception? inner = null) : Exception(message, inner);
