namespace Injector.Core.Plans;

/// <summary>A field of a container whose value changes.</summary>
/// <param name="Path">Its path below the container, as a JSON Pointer without the leading slash: <c>readinessProbe/httpGet/port</c>.</param>
/// <param name="Before">JSON of the author's value; <see langword="null"/> when the field did not exist.</param>
/// <param name="After">JSON of the new value; <see langword="null"/> when the field is removed.</param>
public readonly record struct FieldEdit(string Path, string? Before, string? After);
