namespace Injector.Ambassador.Model;

/// <summary>When a server that answers badly is left out.</summary>
/// <param name="ConsecutiveErrors">Errors in a row that make a server an outlier, 1 to 1000: answers 5xx and broken connections for HTTP, failures to connect otherwise.</param>
/// <param name="EjectionTime">How long it is left out at first.</param>
/// <param name="MaxEjectionPercent">Most servers left out at once, in percent, 1 to 100; <see langword="null"/> when the user sets no limit.</param>
internal sealed record OutlierDetection(int ConsecutiveErrors, TimeSpan EjectionTime, int? MaxEjectionPercent);
