using System.Collections.Immutable;
using System.Globalization;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>What became of the creations of a drill in one namespace.</summary>
/// <param name="Injected">Created with their sidecar.</param>
/// <param name="Missed">Created without it.</param>
/// <param name="Refusals">Not created, with what the API server said.</param>
/// <param name="Gap">The longest time from one that was injected to the next.</param>
internal sealed record DrillCount(int Injected, int Missed, ImmutableArray<string> Refusals, TimeSpan Gap)
{
    internal int Tries => Injected + Missed + Refusals.Length;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Injected} injected, {Missed} missed, {Refusals.Length} refused, longest gap {Gap.TotalSeconds:0.0} s");
}
