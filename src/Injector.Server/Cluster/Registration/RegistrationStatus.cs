using Injector.Server.Observability;

namespace Injector.Server.Cluster.Registration;

/// <summary>
/// Whether the first readiness may be told. API servers trust and call before it is, so that whoever waits for the Deployment can create pods at once; it
/// is never taken back: a configuration that somebody breaks later must not take the replicas away that would go on serving the others.
/// </summary>
internal sealed class RegistrationStatus
{
    private volatile string? _waitingFor = "waiting for the first look at the webhook configurations";

    internal ReadinessCheck Check() => _waitingFor is { } reason ? new("registration", false, reason) : new("registration", true, "looked at; metrics and log tell of later changes");

    /// <summary>Readiness waits.</summary>
    internal void Await(string reason) => _waitingFor = reason;

    /// <summary>Readiness waits no more.</summary>
    internal void Settle() => _waitingFor = null;

    /// <summary>Whether readiness waits no more.</summary>
    internal bool IsSettled => _waitingFor is null;
}
