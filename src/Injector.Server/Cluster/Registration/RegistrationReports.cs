using System.Collections.Immutable;
using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Cluster.Registration;

/// <summary>Logs and counts the changes of one expected webhook configuration, each change once.</summary>
/// <param name="name">The configuration.</param>
/// <param name="metrics">Counts losses.</param>
/// <param name="writesTrust">Whether this server writes <c>caBundle</c>, and therefore repairs it.</param>
/// <param name="logger">The log.</param>
internal sealed partial class RegistrationReports(
    WebhookConfigurationName name, RegistrationMetrics metrics, bool writesTrust, ILogger<RegistrationReports> logger)
{
    private bool _wasWhole;
    private int _losses;
    private string? _problem;

    /// <summary>Reports an evaluation.</summary>
    internal void Evaluated(ConfigurationVerdict verdict, WebhookConfigurationState? state)
    {
        metrics.Evaluated(name, verdict);
        if (verdict.IsWhole == _wasWhole)
        {
            return;
        }

        _wasWhole = verdict.IsWhole;
        if (_wasWhole)
        {
            _problem = null;
            Log.Whole(logger, name);
        }

        // Not when another replica has already written newer authorities: then only this one has not read the new certificate yet.
        else if (state is not { IsOurs: true })
        {
            Lost(verdict, state?.Others ?? []);
        }
    }

    /// <summary>Reports the state at the end of the grace period after startup.</summary>
    internal void Settled(ConfigurationVerdict verdict)
    {
        if (!verdict.IsPresent)
        {
            Log.Absent(logger, name);
        }
        else if (!verdict.IsWhole)
        {
            Log.Unusable(logger, name, Fault(verdict), Remedy(verdict));
        }
    }

    /// <summary>Reports that its rules were written.</summary>
    internal void Opened() => Log.Opened(logger, name);

    /// <summary>Reports that it could not be changed; the same problem is logged once.</summary>
    internal void Failed(string problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            Log.Unwritten(logger, name, problem);
        }
    }

    private void Lost(ConfigurationVerdict verdict, ImmutableArray<string> others)
    {
        metrics.Lost(name);
        _losses++;
        if (verdict.IsPresent)
        {
            Log.Overwritten(logger, name, Fault(verdict), _losses, others.IsEmpty ? "not known" : string.Join(", ", others.Take(3)), Remedy(verdict));
        }
        else
        {
            Log.Deleted(logger, name);
        }
    }

    private static string Fault(ConfigurationVerdict verdict) =>
        !verdict.NamesUs ? "names another server" : !verdict.TrustsUs ? "does not trust this server" : "has no rules";

    private string Remedy(ConfigurationVerdict verdict) =>
        !verdict.NamesUs ? "Have its entries call a name that the serving certificate is for"
        : verdict.TrustsUs || writesTrust ? "It is put right by this server; have others leave caBundle and rules alone"
        : "Whoever writes caBundle has to put the authority of the serving certificate there";

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ConfigurationWhole, LogLevel.Information, "API servers call and trust this server by {Configuration}",
            EventName = nameof(EventIds.ConfigurationWhole))]
        internal static partial void Whole(ILogger logger, WebhookConfigurationName configuration);

        [LoggerMessage(
            EventIds.ConfigurationOpened, LogLevel.Information, "Wrote the rules of {Configuration}: this server is ready to be called",
            EventName = nameof(EventIds.ConfigurationOpened))]
        internal static partial void Opened(ILogger logger, WebhookConfigurationName configuration);

        [LoggerMessage(
            EventIds.ConfigurationAbsent, LogLevel.Warning, "There is no {Configuration}, so API servers do not call by it; it is taken up once somebody installs it",
            EventName = nameof(EventIds.ConfigurationAbsent))]
        internal static partial void Absent(ILogger logger, WebhookConfigurationName configuration);

        [LoggerMessage(
            EventIds.ConfigurationDeleted, LogLevel.Warning,
            "{Configuration} was deleted: API servers do not call any more, pods are created without sidecars. Install it again: helm upgrade, or kubectl apply of the manifests",
            EventName = nameof(EventIds.ConfigurationDeleted))]
        internal static partial void Deleted(ILogger logger, WebhookConfigurationName configuration);

        [LoggerMessage(
            EventIds.ConfigurationOverwritten, LogLevel.Warning,
            "{Configuration} was changed and {Fault}, for the {Times}. time since the start. {Remedy}. Who else writes it: {Managers}",
            EventName = nameof(EventIds.ConfigurationOverwritten))]
        internal static partial void Overwritten(
            ILogger logger, WebhookConfigurationName configuration, string fault, int times, string managers, string remedy);

        [LoggerMessage(
            EventIds.ConfigurationUnusable, LogLevel.Warning, "{Configuration} {Fault}, so API servers cannot use it. {Remedy}",
            EventName = nameof(EventIds.ConfigurationUnusable))]
        internal static partial void Unusable(ILogger logger, WebhookConfigurationName configuration, string fault, string remedy);

        [LoggerMessage(
            EventIds.ConfigurationUnwritten, LogLevel.Error, "The rules of {Configuration} could not be written, so API servers do not call; another attempt follows: {Explanation}",
            EventName = nameof(EventIds.ConfigurationUnwritten))]
        internal static partial void Unwritten(ILogger logger, WebhookConfigurationName configuration, string explanation);
    }
}
