namespace Injector.Diagnostics.Facts;

/// <summary>A pod that was created for trial, without being stored (<c>dryRun=All</c>).</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Profile">The profile that it asked for.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Words">What the answer said about it; empty when it said nothing.</param>
internal sealed record PodTrial(string Namespace, string Profile, TrialOutcome Outcome, string Words);
