using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>
/// What an ambassador does in one pod, whatever engine does it: every value is checked, every default filled in, every port chosen. Equal models
/// must be written as equal bytes.
/// </summary>
internal sealed record AmbassadorModel
{
    /// <summary>What the engine as a whole is told.</summary>
    public required EngineSettings Settings { get; init; }

    /// <summary>Where the ambassador listens: the outbound ones in the order they were written, then the inbound ones by port.</summary>
    public required ImmutableArray<Listener> Listeners { get; init; }

    /// <summary>The port on which the kubelet asks the application; <see langword="null"/> when probes ask it themselves.</summary>
    public ProbeListener? Probes { get; init; }

    /// <summary>Whether clients are known by their certificates at some port. Then the header that says so is never what a client wrote, at any port.</summary>
    public bool IdentifiesClients => Listeners.Any(listener => listener.Tls?.ClientCaFile is not null);

    /// <summary>Where it sends to; each is named by at least one route. In the order in which routes name them, those of probes last.</summary>
    public required ImmutableArray<Cluster> Clusters { get; init; }
}
