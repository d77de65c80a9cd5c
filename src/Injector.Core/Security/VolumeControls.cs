using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Security;

/// <summary>Holds a volume against the controls of the baseline and the restricted level.</summary>
internal static class VolumeControls
{
    private static readonly FrozenSet<string> RestrictedTypes = FrozenSet.ToFrozenSet(
    [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
    ]);

    /// <summary>What of the volume breaks a control.</summary>
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
