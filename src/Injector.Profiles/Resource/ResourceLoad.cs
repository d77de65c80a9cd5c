using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Profiles.Resource;

/// <summary>The profiles of a cluster at one moment.</summary>
/// <param name="Profiles">Those that count: each object's, or what it was when it was last good.</param>
/// <param name="Readings">What reading each object came to.</param>
public sealed record ResourceLoad(ImmutableArray<SidecarProfile> Profiles, ImmutableArray<ResourceReading> Readings)
{
    /// <summary>Everything that is wrong or refused, one line each, the object ahead.</summary>
    public IEnumerable<string> Errors => Readings.SelectMany(reading =>
        reading.Errors.Select(error => error.ToString())
            .Concat(reading.Refusals.Select(refusal => $"SidecarProfile {reading.Object.Key}: {refusal}")));

    /// <summary>Whether another load has the same objects with the same specs, whatever their statuses and labels say.</summary>
    /// <param name="other">The other one.</param>
    public bool HasTheSpecsOf(ResourceLoad other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Readings.Select(Identity).SequenceEqual(other.Readings.Select(Identity));
    }

    private static (string Key, string Uid, string Spec) Identity(ResourceReading reading) =>
        (reading.Object.Key, reading.Object.Uid, reading.Object.Spec);
}
