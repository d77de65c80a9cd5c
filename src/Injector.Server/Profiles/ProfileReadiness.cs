using Injector.Server.Observability;
using Injector.Server.Options;
using Injector.Server.Snapshots;

namespace Injector.Server.Profiles;

/// <summary>
/// The state of the profiles. Errors do not make the server unready: the last good profiles stay in use, while without the webhook nothing at all would be
/// injected.
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
