namespace Injector.Core.Profiles.Templates;

/// <summary>A piece of text: constant, or the value of a variable. Exactly one is set.</summary>
/// <param name="Constant">The constant text.</param>
/// <param name="Reference">The variable.</param>
public sealed record TextSegment(string? Constant, VariableReference? Reference);
