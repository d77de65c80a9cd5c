using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Cluster.Registration;

/// <summary>One webhook configuration by which API servers should call: what it says, and its rules.</summary>
internal sealed class ExpectedConfiguration(WebhookConfigurationName name, WebhookRules rules, ConfigurationEvaluator evaluator, RegistrationReports reports)
{
    private volatile WebhookConfigurationState? _state;
    private volatile bool _isKnown;

    internal WebhookConfigurationName Name => name;

    /// <summary>Whether it is known what it says, or that there is none.</summary>
    internal bool IsKnown => _isKnown;

    /// <summary>What it does for this server, by the last look.</summary>
    internal ConfigurationVerdict Verdict { get; private set; }

    /// <summary>It was seen, or that it does not exist.</summary>
    internal void Saw(WebhookConfigurationState? state) => (_state, _isKnown) = (state, true);

    /// <summary>Holds it to the certificate that is served now, and reports what has changed.</summary>
    internal void Evaluate()
    {
        if (_isKnown)
        {
            var state = _state;
            Verdict = evaluator.Evaluate(state);
            reports.Evaluated(Verdict, state);
        }
    }

    /// <summary>It has had its time; what is wrong with it now is told.</summary>
    internal void Settle() => reports.Settled(Verdict);

    /// <summary>Has API servers begin to call.</summary>
    /// <returns>Whether that was done, or needs not be.</returns>
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
