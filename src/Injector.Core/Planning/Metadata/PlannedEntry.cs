namespace Injector.Core.Planning.Metadata;

/// <summary>An annotation or a label that is added.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Owner">Name of the profile that adds it; empty when it is of no profile.</param>
internal readonly record struct PlannedEntry(string Key, string Value, string Owner);
