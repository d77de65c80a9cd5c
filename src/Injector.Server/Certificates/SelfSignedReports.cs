using Injector.Certificates;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Certificates;

/// <summary>Logs and counts what is done with managed certificates.</summary>
internal sealed partial class SelfSignedReports(ManagedCertificateMetrics metrics, ILogger<SelfSignedReports> logger)
{
    private string? _reportedProblem;

    /// <summary>Reports a finished pass.</summary>
    internal void Passed(PassReport report)
    {
        if (report.Task.Step != CertificateStep.None)
        {
            metrics.Renewed(true);
            Done(report.Task);
        }

        foreach (var written in report.Written)
        {
            Report(written);
        }

        if (report.Problem is { } problem)
        {
            Failed(problem);
        }
        else if (_reportedProblem is not null)
        {
            _reportedProblem = null;
            Log.Recovered(logger);
        }
    }

    /// <summary>Reports a problem; the same problem is logged once, not on every pass.</summary>
    internal void Failed(string problem)
    {
        metrics.Renewed(false);
        if (problem != _reportedProblem)
        {
            Log.Failed(logger, problem);
        }

        _reportedProblem = problem;
    }

    /// <summary>Reports that new connections get another certificate.</summary>
    internal void Served(CertificatePair pair) => CertificateLog.Loaded(logger, pair);

    /// <summary>Records when the authority expires.</summary>
    internal void AuthorityEnds(DateTimeOffset moment) => metrics.AuthorityEnds(moment);

    /// <summary>Reports that the Lease could not be released; it expires on its own.</summary>
    internal void LeaseKept(string explanation) => Log.LeaseKept(logger, explanation);

    // The analyzer does not see that the level was checked above, because the level is not a constant.
#pragma warning disable CA1873
    private void Report(WrittenCaBundle written)
    {
        var level = written.WasOverwritten ? LogLevel.Warning : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            Log.Report(
                logger, level, written.WasOverwritten ? "Somebody had overwritten the authorities" : "Wrote the authorities",
                written.Configuration, WrittenCaBundle.Text(written.Before), WrittenCaBundle.Text(written.After));
        }
    }
#pragma warning restore CA1873

    private void Done(CertificateTask task)
    {
        var level = task.IsRepair ? LogLevel.Warning : LogLevel.Information;
        switch (task.Step)
        {
            case CertificateStep.MakeAuthority:
                Log.AuthorityMade(logger, level, task.Reason);
                break;
            case CertificateStep.IssueLeaf:
                Log.LeafIssued(logger, level, task.Reason);
                break;
            default:
                Log.FormerDropped(logger, task.Reason);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = EventIds.AuthorityMade, Message = "Made a new certificate authority: {Reason}", EventName = nameof(EventIds.AuthorityMade))]
        internal static partial void AuthorityMade(ILogger logger, LogLevel level, string reason);

        [LoggerMessage(
            EventId = EventIds.LeafIssued, Message = "Issued a new serving certificate: {Reason}", EventName = nameof(EventIds.LeafIssued))]
        internal static partial void LeafIssued(ILogger logger, LogLevel level, string reason);

        [LoggerMessage(
            EventIds.FormerAuthorityDropped, LogLevel.Information, "Former authorities are no longer trusted: {Reason}",
            EventName = nameof(EventIds.FormerAuthorityDropped))]
        internal static partial void FormerDropped(ILogger logger, string reason);

        [LoggerMessage(EventId = EventIds.TrustWritten, Message = "{Finding} in {Configuration}: it trusted {Before}, and now trusts {After}", EventName = nameof(EventIds.TrustWritten))]
        internal static partial void Report(ILogger logger, LogLevel level, string finding, WebhookConfigurationName configuration, string before, string after);

        [LoggerMessage(
            EventIds.RenewalFailed, LogLevel.Error, "Looking after the certificates failed, the present one stays and another attempt follows: {Explanation}",
            EventName = nameof(EventIds.RenewalFailed))]
        internal static partial void Failed(ILogger logger, string explanation);

        [LoggerMessage(
            EventIds.RenewalRecovered, LogLevel.Information, "Looking after the certificates works again", EventName = nameof(EventIds.RenewalRecovered))]
        internal static partial void Recovered(ILogger logger);

        [LoggerMessage(
            EventIds.LeaseKept, LogLevel.Warning, "The Lease of the certificates' writer could not be given back; another replica takes it when it has run out: {Explanation}",
            EventName = nameof(EventIds.LeaseKept))]
        internal static partial void LeaseKept(ILogger logger, string explanation);
    }
}
