using System.Collections.Immutable;
using Injector.Core.Snapshots;
using Injector.Server.Cluster;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Profiles;

/// <summary>
/// Checks the default profiles: a name without a profile is a configuration error that affects every pod with <c>"true"</c>. Profiles come and go, so the check
/// runs after every change.
/// </summary>
internal sealed partial class DefaultProfiles(ILogger<DefaultProfiles> logger, ClusterAccess? cluster = null)
{
    private ImmutableArray<string> _reported = [];

    /// <summary>The default profiles that do not exist for the whole cluster, in the order of the configuration.</summary>
    internal static ImmutableArray<string> Unknown(InjectionSnapshot snapshot) =>
        [.. snapshot.Settings.DefaultProfiles.Where(name => snapshot.Profiles.Find(name, "") is null)];

    /// <summary>Warns about each default profile that has become unknown, and logs when one is known again.</summary>
    /// <param name="snapshot">The current snapshot.</param>
    /// <param name="isClusterSeen">Whether it contains the profiles of the cluster; before that, none is reported as unknown.</param>
    internal void Check(InjectionSnapshot snapshot, bool isClusterSeen)
    {
        if (cluster is not null && !isClusterSeen)
        {
            return;
        }

        var unknown = Unknown(snapshot);
        foreach (var name in unknown.Except(_reported, StringComparer.Ordinal))
        {
            Log.Unknown(
                logger, name, snapshot.Settings.Keys.Inject, snapshot.Settings.SkipUnknownProfiles ? "go without it" : "are denied",
                string.Join(", ", snapshot.Profiles.NamesFor("")));
        }

        foreach (var name in _reported.Except(unknown, StringComparer.Ordinal))
        {
            Log.Known(logger, name);
        }

        _reported = unknown;
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.DefaultProfileUnknown, LogLevel.Warning,
            "The default profile {Profile} does not exist: pods with {Annotation}: \"true\" {Consequence}. Correct defaultProfiles, or add the profile; there are {Known}",
            EventName = nameof(EventIds.DefaultProfileUnknown))]
        internal static partial void Unknown(ILogger logger, string profile, string annotation, string consequence, string known);

        [LoggerMessage(
            EventIds.DefaultProfileKnown, LogLevel.Information, "The default profile {Profile} exists now", EventName = nameof(EventIds.DefaultProfileKnown))]
        internal static partial void Known(ILogger logger, string profile);
    }
}
