namespace Injector.Core.Plans;

/// <summary>A field of a container that gets another value.</summary>
/// <param name="Path">Where it stands below the container, as a JSON Pointer without the slash ahead: <c>readinessProbe/httpGet/port</c>.</param>
/// <param name="Before">JSON of what its author wrote; <see langword="null"/> when the field was not there.</param>
/// <param name="After">JSON of what takes its place; <see langword="null"/> when the field goes.</param>
public readonly record struct FieldEdit(string Path, string? Before, string? After);
