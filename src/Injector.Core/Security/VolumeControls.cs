using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Security;

/// <summary>Checks a volume against the controls of the baseline and restricted levels.</summary>
internal static class VolumeControls
{
    private static readonly FrozenSet<string> RestrictedTypes = FrozenSet.ToFrozenSet(
    [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
    ]);

    /// <summary>The volume's violations.</summary>
    public static ImmutableArray<SecurityViolation> Violations(JsonDraftNode volume)
    {
        var found = new ViolationList("volume", volume.Member("name").AsText());
        foreach (var (source, definition) in volume)
        {
            if (source == "name" || !definition.Exists || RestrictedTypes.Contains(source))
            {
                continue;
            }

            if (source == "hostPath")
            {
                found.Add(PodSecurityControl.HostPathVolume, "is a hostPath");
            }
            else
            {
                found.Add(PodSecurityControl.VolumeType, $"is of type {source}");
            }
        }

        return found.Items;
    }
}
