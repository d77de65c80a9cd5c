using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Profiles.Resource;

/// <summary>
/// State of the cluster's profiles between two lists: for each object the last reading, and the last good profile. An object that becomes invalid keeps its
/// last good profile; a deleted object loses it. Not thread-safe.
/// </summary>
/// <param name="reader">Reads the objects.</param>
public sealed class ProfileResources(ProfileResourceReader reader)
{
    private Dictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Updates the state with all current objects.</summary>
    /// <param name="objects">The objects.</param>
    /// <returns>The valid profiles, and the reading of each object, in the order of the objects.</returns>
    public ResourceLoad Update(ImmutableArray<ProfileObject> objects)
    {
        Known[] now = [.. objects.Select(Refresh)];
        _known = now.ToDictionary(known => known.Reading.Object.Key, StringComparer.Ordinal);
        return new ResourceLoad([.. now.Select(known => known.InUse).OfType<SidecarProfile>()], [.. now.Select(known => known.Reading)]);
    }

    private Known Refresh(ProfileObject @object)
    {
        var before = _known.GetValueOrDefault(@object.Key);
        if (before?.Reading.Object.Uid != @object.Uid)
        {
            // A different object of the same name: the state of its predecessor is discarded.
            before = null;
        }

        if (before is not null && before.Reading.Object.Spec == @object.Spec)
        {
            return before with { Reading = before.Reading with { Object = @object } };
        }

        var reading = reader.Read(@object);
        return new Known(reading, reading.Profile ?? before?.InUse);
    }

    private sealed record Known(ResourceReading Reading, SidecarProfile? InUse);
}
