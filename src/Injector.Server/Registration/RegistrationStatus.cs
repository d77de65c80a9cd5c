using Injector.Server.Health;

namespace Injector.Server.Registration;

/// <summary>
/// Whether the first readiness may be told. API servers trust and call before it is, so that whoever waits for the Deployment can create pods at once; it
/// is never taken back: a configuration that somebody breaks later must not take the replicas away that would go on serving the others.
/// </summary>
internal sealed class RegistrationStatus
{
    private volatile string? _waitingFor = "waiting for the first look at the webhook configurations";
    private volatile string _present = "";

    internal ReadinessCheck Check() => _waitingFor is { } reason ? new("registration", false, reason) : new("registration", true, _present);

    /// <summary>Readiness waits.</summary>
    internal void Await(string reason)
    {
        if (_waitingFor is not null)
        {
            _waitingFor = reason;
        }
    }

    /// <summary>Readiness waits no more.</summary>
    internal void Settle(string present) => (_present, _waitingFor) = (present, null);

    /// <summary>Whether readiness waits no more.</summary>
    internal bool IsSettled => _waitingFor is null;
}
