using Injector.Core.Pods;
using Injector.Core.Status;

namespace Injector.Core.Planning.Ports;

/// <summary>Reservations of the pod's ports. All containers of a pod share one network, so a port can be reserved once for each protocol.</summary>
internal sealed class PortReservations
{
    private readonly Dictionary<(int Port, string Protocol), PortHolder> _holders = [];
    private readonly InjectionStatus _status;
    private readonly IReadOnlySet<int> _ambassador;

    /// <summary>Reserves the ports of the pod's containers: declared ports, host ports, and those called by probes.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="superseded">Partial containers that ours replace; ours declare their ports.</param>
    /// <param name="status">The record of earlier passes: a rewritten port belongs to the ambassador, its original value still to the application.</param>
    /// <param name="ambassador">Ports of ambassadors that probes may call.</param>
    public PortReservations(PodView pod, IReadOnlySet<ContainerView> superseded, InjectionStatus status, IReadOnlySet<int> ambassador)
    {
        (_status, _ambassador) = (status, ambassador);
        foreach (var container in pod.AllContainers())
        {
            if (container.RunsBesideApplication && !superseded.Contains(container))
            {
                Book(container);
            }
        }
    }

    /// <summary>The holder of a port; <see langword="null"/> when it is free.</summary>
    public PortHolder? HolderOf(int port, string protocol) => _holders.TryGetValue((port, protocol), out var holder) ? holder : null;

    /// <summary>Reserves a port if it is free.</summary>
    public bool TryClaim(int port, string protocol, PortHolder holder) => _holders.TryAdd((port, protocol), holder);

    public static string ProtocolOf(PortView port) => port.Protocol.IsEmpty || port.Protocol.Is("TCP"u8) ? "TCP" : port.Protocol.ToString();

    private void Book(ContainerView container)
    {
        if (container.Ports.IsEmpty && container.ProbePorts.IsEmpty)
        {
            return;
        }

        var holder = new PortHolder(null, null, container.Name.ToString());
        foreach (var port in container.Ports)
        {
            var protocol = ProtocolOf(port);
            TryClaim(protocol == "TCP" ? Rewritten(container, port.Number) ?? port.Number : port.Number, protocol, holder);
            if (port.HostPort > 0)
            {
                TryClaim(port.HostPort, protocol, holder);
            }
        }

        foreach (var port in container.ProbePorts)
        {
            if (!_ambassador.Contains(port))
            {
                TryClaim(port, "TCP", holder);
            }
        }
    }

    private int? Rewritten(ContainerView container, int number) => _status.Rewritten.IsEmpty
        ? null
        : _status.RewrittenPort(container.Name.ToString(), number);
}
