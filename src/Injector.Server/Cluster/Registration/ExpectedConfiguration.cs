using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Cluster.Registration;

/// <summary>One webhook configuration that should refer to this server: its observed state and its expected rules.</summary>
internal sealed class ExpectedConfiguration(WebhookConfigurationName name, WebhookRules rules, ConfigurationEvaluator evaluator, RegistrationReports reports)
{
    private volatile WebhookConfigurationState? _state;
    private volatile bool _isKnown;

    internal WebhookConfigurationName Name => name;

    /// <summary>Whether its state, or its absence, has been observed.</summary>
    internal bool IsKnown => _isKnown;

    /// <summary>The verdict of the last evaluation.</summary>
    internal ConfigurationVerdict Verdict { get; private set; }

    /// <summary>Records its observed state, or that it does not exist.</summary>
    internal void Saw(WebhookConfigurationState? state) => (_state, _isKnown) = (state, true);

    /// <summary>Checks it against the certificate that is served now, and reports changes.</summary>
    internal void Evaluate()
    {
        if (_isKnown)
        {
            var state = _state;
            Verdict = evaluator.Evaluate(state);
            reports.Evaluated(Verdict, state);
        }
    }

    /// <summary>Ends the grace period after startup: problems that exist now are reported.</summary>
    internal void Settle() => reports.Settled(Verdict);

    /// <summary>Writes its rules, so that API servers begin to call.</summary>
    /// <returns>Whether it needs no further attempt.</returns>
    internal async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await rules.EnsureAsync(cancellationToken);
            if (outcome == CaBundleOutcome.Written)
            {
                reports.Opened();
            }

            return outcome != CaBundleOutcome.Outrun;
        }
        catch (Exception exception) when (exception is RefusedException or ApiUnreachableException)
        {
            reports.Failed(exception.Message);
            return false;
        }
    }
}
