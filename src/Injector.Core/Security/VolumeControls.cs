using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
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
