namespace Injector.Server.Admission;

/// <summary>The clock by which requests have so much time and no more.</summary>
/// <param name="Time">The clock.</param>
internal sealed record RequestClock(TimeProvider Time);
