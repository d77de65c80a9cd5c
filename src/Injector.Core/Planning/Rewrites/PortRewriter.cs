using System.Globalization;
using Injector.Ambassador.Rewrites;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Rewrites;

/// <summary>
/// Changes declared ports of the application to those of the ambassador, so that Services which refer to a port by name lead there. The entry stays in the
/// application container: older controllers do not look for port names in init containers, which includes native sidecars.
/// </summary>
internal sealed class PortRewriter(RewrittenContainer container, RewriteRules rules, MessageList warnings)
{
    private static readonly string[] Handlers =
    [
        "livenessProbe/httpGet", "livenessProbe/tcpSocket", "readinessProbe/httpGet", "readinessProbe/tcpSocket", "startupProbe/httpGet", "startupProbe/tcpSocket",
        "lifecycle/postStart/httpGet", "lifecycle/postStart/tcpSocket", "lifecycle/preStop/httpGet", "lifecycle/preStop/tcpSocket",
    ];

    private readonly HashSet<string> _moved = new(StringComparer.Ordinal);

    public void Rewrite()
    {
        var taken = container.Ports.Where(port => port.IsTcp).Select(port => port.Number).ToHashSet();
        for (var i = 0; i < container.Ports.Length; i++)
        {
            var port = container.Ports[i];
            if (!port.IsTcp || rules.IsListenerPort(port.Number) || rules.ListenerPort(port.Number) is not { } listenerPort || container.IsTaken(Field(i)))
            {
                continue;
            }

            // Strategic merge and server-side apply treat two entries with the same number and protocol as one.
            if (!taken.Add(listenerPort))
            {
                warnings.Add($"{container.Name}: port {port.Name ?? Text(port.Number)} stays {Text(port.Number)}: the container declares {Text(listenerPort)} already");
                continue;
            }

            container.MovePort(i, listenerPort);
            container.Describe($"port {(port.Name is { } name ? $"{name} ({Text(port.Number)})" : Text(port.Number))} is now {Text(listenerPort)} of the ambassador");
            if (port.Name is not null)
            {
                _moved.Add(port.Name);
            }
        }
    }

    /// <summary>Gives probes and hooks that name a rewritten port, but still call the application, the original number.</summary>
    public void KeepHandlers()
    {
        foreach (var handler in Handlers)
        {
            var (field, member) = (handler[..handler.LastIndexOf('/')], handler[(handler.LastIndexOf('/') + 1)..]);
            var port = container.At(field).Member(member).Member("port");
            if (port.AsText() is { } name && _moved.Contains(name) && !container.IsTaken(field) && container.Number(port) is { } number)
            {
                container.Set($"{handler}/port", number);
                container.Describe($"{field[(field.LastIndexOf('/') + 1)..]} still asks the application, at port {Text(number)}");
            }
        }
    }

    private static string Field(int index) => $"ports/{Text(index)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
