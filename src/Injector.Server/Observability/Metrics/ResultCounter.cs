using Prometheus;

namespace Injector.Server.Observability.Metrics;

/// <summary>Counts how often something succeeded and failed. Both are 0 from the start, so that an alert on an increase sees the first one.</summary>
internal sealed class ResultCounter
{
    private readonly Counter.Child _success;
    private readonly Counter.Child _failure;

    public ResultCounter(MetricsRegistry metrics, string name, string help)
    {
        var counter = metrics.CreateCounter(name, help, "result");
        _success = counter.WithLabels("success");
        _failure = counter.WithLabels("failure");
    }

    internal void Count(bool success) => (success ? _success : _failure).Inc();
}
