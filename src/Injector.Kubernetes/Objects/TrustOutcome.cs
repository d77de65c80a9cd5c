namespace Injector.Kubernetes.Objects;

/// <summary>What became of the authorities in a webhook configuration.</summary>
public enum TrustOutcome
{
    /// <summary>Every entry names them already.</summary>
    Same,

    /// <summary>Entries that named others, or none, name them now.</summary>
    Written,

    /// <summary>There is no such configuration, or it has no entries; nobody calls.</summary>
    Absent,

    /// <summary>Somebody changed the configuration at the same time; nothing was written.</summary>
    Outrun,
}
