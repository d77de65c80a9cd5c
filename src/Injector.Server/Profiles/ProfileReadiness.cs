using Injector.Server.Observability;
using Injector.Server.Options;
using Injector.Server.Snapshots;

namespace Injector.Server.Profiles;

/// <summary>
/// How the profiles are. Errors do not make the server unready: the last good profiles go on working, and taking the webhook away would inject nothing at all.
/// </summary>
internal sealed class ProfileReadiness(SnapshotHolder snapshots, ProfileErrors errors, ServerOptions options)
{
    internal ReadinessCheck Check()
    {
        var loaded = $"{snapshots.Current.Profiles.All.Length} loaded";
        var wrong = errors.Current.Length;
        var unknown = DefaultProfiles.Unknown(snapshots.Current);
        return new ReadinessCheck(
            "profiles", true,
            $"{loaded}{(wrong == 0 ? "" : $", {ReadinessCheck.Count(wrong, "error")}; {(options.ShowProfiles ? "/profiles lists them" : "the log and the conditions of SidecarProfiles name them")}")}"
            + (unknown.IsEmpty ? "" : $"; of the default profiles these do not exist: {string.Join(", ", unknown)}"));
    }
}
