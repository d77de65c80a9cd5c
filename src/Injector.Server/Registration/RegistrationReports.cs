using System.Collections.Immutable;
using Injector.Kubernetes.Objects;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Registration;

/// <summary>Writes down and counts what becomes of one expected webhook configuration; each change once.</summary>
internal sealed partial class RegistrationReports(WebhookConfigurationName name, RegistrationMetrics metrics, ILogger<RegistrationReports> logger)
{
    private ConfigurationVerdict? _before;
    private bool _wasWhole;
    private int _losses;
    private string? _problem;

    /// <summary>It was looked at.</summary>
    internal void Judged(ConfigurationVerdict verdict, ImmutableArray<string> others)
    {
        metrics.Judged(name, verdict);
        if (verdict == _before)
        {
            return;
        }

        if (_wasWhole && !IsWhole(verdict))
        {
            Lost(verdict, others);
        }
        else if (!_wasWhole && IsWhole(verdict))
        {
            Log.Whole(logger, name);
        }
        else if (_before is null && !verdict.IsPresent)
        {
            Log.Absent(logger, name);
        }

        (_before, _wasWhole) = (verdict, IsWhole(verdict));
    }

    /// <summary>Its rules were written.</summary>
    internal void Opened() => Log.Opened(logger, name);

    /// <summary>It could not be changed; each problem is written down once.</summary>
    internal void Failed(string problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            Log.Unwritten(logger, name, problem);
        }
    }

    private static bool IsWhole(ConfigurationVerdict verdict) => verdict is { IsPresent: true, NamesUs: true, TrustsUs: true, CallsUs: true };

    private void Lost(ConfigurationVerdict verdict, ImmutableArray<string> others)
    {
        metrics.Lost(name);
        _losses++;
        if (!verdict.IsPresent)
        {
            Log.Deleted(logger, name);
            return;
        }

        var loss = !verdict.NamesUs ? "names another server" : !verdict.TrustsUs ? "no longer trusts this server" : "has lost its rules";
        var by = others.IsEmpty ? "not known" : string.Join(", ", others.Take(3));
        if (verdict.NamesUs)
        {
            Log.Overwritten(logger, name, loss, _losses, by);
        }
        else
        {
            Log.LedAway(logger, name, loss, by);
        }
    }

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
            "{Configuration} was changed and {Loss}; it is put right at once, for the {Times}. time since the start. Who else writes it: {Managers}. Have them leave caBundle and rules alone",
            EventName = nameof(EventIds.ConfigurationOverwritten))]
        internal static partial void Overwritten(ILogger logger, WebhookConfigurationName configuration, string loss, int times, string managers);

        [LoggerMessage(
            EventIds.ConfigurationLedAway, LogLevel.Warning, "{Configuration} was changed and {Loss}: its entries lead elsewhere now. Who else writes it: {Managers}",
            EventName = nameof(EventIds.ConfigurationLedAway))]
        internal static partial void LedAway(ILogger logger, WebhookConfigurationName configuration, string loss, string managers);

        [LoggerMessage(
            EventIds.ConfigurationUnwritten, LogLevel.Error, "The rules of {Configuration} could not be written, so API servers do not call; another attempt follows: {Explanation}",
            EventName = nameof(EventIds.ConfigurationUnwritten))]
        internal static partial void Unwritten(ILogger logger, WebhookConfigurationName configuration, string explanation);
    }
}
