using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Profiles.Resource;

/// <summary>The profiles of a cluster at one point in time.</summary>
/// <param name="Profiles">The profiles in use: each object's current or last good one.</param>
/// <param name="Readings">The reading of each object.</param>
public sealed record ResourceLoad(ImmutableArray<SidecarProfile> Profiles, ImmutableArray<ResourceReading> Readings)
{
    /// <summary>All errors and refusals, one per line, starting with the object.</summary>
    public IEnumerable<string> Errors => Readings.SelectMany(reading =>
        reading.Errors.Select(error => error.ToString())
            .Concat(reading.Refusals.Select(refusal => $"SidecarProfile {reading.Object.Key}: {refusal}")));

    /// <summary>Whether another load has the same objects with the same specs, ignoring statuses and labels.</summary>
    /// <param name="other">The other one.</param>
    public bool HasTheSpecsOf(ResourceLoad other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Readings.Select(Identity).SequenceEqual(other.Readings.Select(Identity));
    }

    private static (string Key, string Uid, string Spec) Identity(ResourceReading reading) =>
        (reading.Object.Key, reading.Object.Uid, reading.Object.Spec);
}
