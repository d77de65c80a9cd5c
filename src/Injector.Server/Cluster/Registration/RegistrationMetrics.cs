using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Cluster.Registration;

/// <summary>Metrics of the webhook configurations through which API servers call.</summary>
internal sealed class RegistrationMetrics
{
    private readonly Gauge _state;
    private readonly Counter _losses;

    public RegistrationMetrics(MetricsRegistry metrics)
    {
        _state = metrics.CreateGauge(
            "injector_webhook_configuration", "Whether an expected webhook configuration is present, names, trusts and calls this server: 1 or 0.",
            "configuration", "state");
        _losses = metrics.CreateCounter(
            "injector_webhook_configuration_losses_total",
            "Times that an expected webhook configuration was deleted or changed so that API servers no longer call or trust this server.", "configuration");
    }

    internal void Expect(WebhookConfigurationName name)
    {
        _losses.WithLabels(name.Label).Publish();
        Evaluated(name, default);
    }

    internal void Evaluated(WebhookConfigurationName name, ConfigurationVerdict verdict)
    {
        Set(name, "present", verdict.IsPresent);
        Set(name, "names_us", verdict.NamesUs);
        Set(name, "trusts_us", verdict.TrustsUs);
        Set(name, "calls_us", verdict.CallsUs);
    }

    internal void Lost(WebhookConfigurationName name) => _losses.WithLabels(name.Label).Inc();

    private void Set(WebhookConfigurationName name, string state, bool holds) => _state.WithLabels(name.Label, state).Set(holds ? 1 : 0);
}
