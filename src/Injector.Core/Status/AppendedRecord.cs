namespace Injector.Core.Status;

/// <summary>What was appended to one of the author's variables, and its original definition.</summary>
/// <param name="Text">What was appended.</param>
/// <param name="Separator">The text between them.</param>
/// <param name="Value">JSON of the author's <c>value</c>; <see langword="null"/> when there was none.</param>
/// <param name="ValueFrom">JSON of the author's <c>valueFrom</c>; <see langword="null"/> when there was none.</param>
public sealed record AppendedRecord(string Text, string Separator, string? Value, string? ValueFrom);
