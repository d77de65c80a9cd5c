using Injector.Certificates;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Objects;
using Microsoft.Extensions.Logging;

namespace Injector.Server.SelfSigned;

/// <summary>Writes down and counts what is done with certificates of our own.</summary>
internal sealed partial class SelfSignedReports(SelfSignedMetrics metrics, ILogger<SelfSignedReports> logger)
{
    private string? _toldProblem;

    /// <summary>One look is over.</summary>
    internal void Passed(PassReport report)
    {
        if (report.Task.Step != CertificateStep.None)
        {
            metrics.Renewed(true);
            Done(report.Task);
        }

        foreach (var name in report.Told)
        {
            Log.Told(logger, name);
        }

        if (report.Problem is { } problem)
        {
            Failed(problem);
        }
        else if (_toldProblem is not null)
        {
            _toldProblem = null;
            Log.Recovered(logger);
        }
    }

    /// <summary>Something went wrong; each problem is written down once, not once for each look.</summary>
    internal void Failed(string problem)
    {
        metrics.Renewed(false);
        if (problem != _toldProblem)
        {
            Log.Failed(logger, problem);
        }

        _toldProblem = problem;
    }

    /// <summary>New connections get another certificate.</summary>
    internal void Served(CertificatePair pair) => Log.Loaded(logger, pair.Leaf.Subject, pair.NotAfter);

    /// <summary>What is known of the authority.</summary>
    internal void AuthorityEnds(DateTimeOffset moment) => metrics.AuthorityEnds(moment);

    /// <summary>The Lease could not be given back; it runs out by itself.</summary>
    internal void LeaseKept(string explanation) => Log.LeaseKept(logger, explanation);

    private void Done(CertificateTask task)
    {
        switch (task.Step)
        {
            case CertificateStep.MakeAuthority:
                Log.AuthorityMade(logger, task.Reason);
                break;
            case CertificateStep.IssueLeaf:
                Log.LeafIssued(logger, task.Reason);
                break;
            default:
                Log.FormerDropped(logger, task.Reason);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.CertificateLoaded, LogLevel.Information, "New connections get the new certificate {Subject}, valid until {NotAfter:u}",
            EventName = nameof(EventIds.CertificateLoaded))]
        internal static partial void Loaded(ILogger logger, string subject, DateTimeOffset notAfter);

        [LoggerMessage(
            EventIds.AuthorityMade, LogLevel.Information, "Made a new certificate authority: {Reason}", EventName = nameof(EventIds.AuthorityMade))]
        internal static partial void AuthorityMade(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.LeafIssued, LogLevel.Information, "Issued a new serving certificate: {Reason}", EventName = nameof(EventIds.LeafIssued))]
        internal static partial void LeafIssued(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.FormerAuthorityDropped, LogLevel.Information, "Former authorities are no longer trusted: {Reason}",
            EventName = nameof(EventIds.FormerAuthorityDropped))]
        internal static partial void FormerDropped(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.TrustWritten, LogLevel.Information, "Wrote the authorities into {Configuration}", EventName = nameof(EventIds.TrustWritten))]
        internal static partial void Told(ILogger logger, WebhookConfigurationName configuration);

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
