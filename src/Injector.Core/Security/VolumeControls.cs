using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
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
    public static ImmutableArray<SecurityViolation> Violations(JsonObject volume)
    {
        var found = new ViolationList($"volume {volume["name"].AsText()}");
        foreach (var (source, definition) in volume)
        {
            if (source == "name" || definition is null || RestrictedTypes.Contains(source))
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
