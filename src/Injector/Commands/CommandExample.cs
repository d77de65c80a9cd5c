namespace Injector.Commands;

/// <summary>An example of a command.</summary>
/// <param name="Line">What to type.</param>
/// <param name="Purpose">What it is for.</param>
internal sealed record CommandExample(string Line, string Purpose);
