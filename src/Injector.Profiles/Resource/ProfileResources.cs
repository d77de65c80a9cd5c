using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Profiles.Resource;

/// <summary>
/// What is known of the cluster's profiles from one list to the next: of each object its last reading, and the last profile that was good. An
/// object that went bad keeps it; one that was deleted takes it along. Not safe for use by several threads.
/// </summary>
/// <param name="reader">Reads the objects.</param>
public sealed class ProfileResources(ProfileResourceReader reader)
{
    private Dictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Takes in all objects as they are now.</summary>
    /// <param name="objects">The objects.</param>
    /// <returns>The profiles that count, and the reading of each object, in the order of the objects.</returns>
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
            // Another object of the same name: what the one before it said is gone with it.
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
