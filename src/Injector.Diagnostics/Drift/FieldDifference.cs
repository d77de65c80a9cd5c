namespace Injector.Diagnostics.Drift;

/// <summary>A field of a pod that is not as it would be now.</summary>
/// <param name="Path">Where it stands, such as <c>spec.containers[log-tail].image</c>; items of lists go by their names.</param>
/// <param name="Is">What it says: a text as it is, anything else as JSON; <see langword="null"/> when it is not there.</param>
/// <param name="WouldBe">What it would say; <see langword="null"/> when it would not be there.</param>
internal sealed record FieldDifference(string Path, string? Is, string? WouldBe);
