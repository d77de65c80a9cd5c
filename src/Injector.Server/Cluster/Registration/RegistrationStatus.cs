using Injector.Server.Observability;

namespace Injector.Server.Cluster.Registration;

/// <summary>
/// Whether readiness may be reported for the first time. By then API servers trust and call the webhook, so that pods can be created as soon as the Deployment
/// is available. It is never withdrawn: a configuration that is broken later must not make replicas unready that still serve the others.
/// </summary>
internal sealed class RegistrationStatus
{
    private volatile string? _waitingFor = "waiting for the first look at the webhook configurations";

    internal ReadinessCheck Check() => _waitingFor is { } reason ? new("registration", false, reason) : new("registration", true, "looked at; metrics and log tell of later changes");

    /// <summary>Holds back readiness.</summary>
    internal void Await(string reason) => _waitingFor = reason;

    /// <summary>Stops holding back readiness.</summary>
    internal void Settle() => _waitingFor = null;

    /// <summary>Whether readiness is no longer held back.</summary>
    internal bool IsSettled => _waitingFor is null;
}
