namespace Injector.Core.Status;

/// <summary>A longer time for the pod to end: <c>spec.terminationGracePeriodSeconds</c>.</summary>
/// <param name="Before">JSON of what the author wrote; <see langword="null"/> when the field was not there.</param>
/// <param name="Seconds">The new number.</param>
public sealed record RaisedGracePeriod(string? Before, long Seconds);
