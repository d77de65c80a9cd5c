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
}
