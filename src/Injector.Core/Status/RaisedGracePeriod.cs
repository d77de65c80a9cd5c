namespace Injector.Core.Status;

/// <summary>A raised termination grace period of the pod: <c>spec.terminationGracePeriodSeconds</c>.</summary>
/// <param name="Before">JSON of the author's value; <see langword="null"/> when the field did not exist.</param>
/// <param name="Seconds">The new number.</param>
public sealed record RaisedGracePeriod(string? Before, long Seconds);
