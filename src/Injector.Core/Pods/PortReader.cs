using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads the ports that a container declares and the ports that its probes call.</summary>
internal static class PortReader
{
    public static ImmutableArray<PortView> ReadDeclared(ref JsonCursor cursor)
    {
        if (!cursor.EnterArray("ports"))
        {
            return [];
        }

        var ports = new JsonItems<PortView>();
        while (cursor.NextItem())
        {
            if (cursor.EnterObject("ports[]"))
            {
                ports.Add(ReadPort(ref cursor));
            }
        }

        return ports.ToImmutable();
    }

    /// <summary>Adds the number of the probe's port; a port given by name is already among the declared ones.</summary>
    public static void ReadProbe(ref JsonCursor cursor, ref ImmutableArray<int>.Builder? ports)
    {
        if (!cursor.EnterObject("probe"))
        {
            return;
        }

        while (cursor.NextMember())
        {
            if (cursor.NameIs("httpGet"u8) || cursor.NameIs("tcpSocket"u8) || cursor.NameIs("grpc"u8))
            {
                ReadHandler(ref cursor, ref ports);
            }
            else
            {
                cursor.Skip();
            }
        }
    }

    private static PortView ReadPort(ref JsonCursor cursor)
    {
        var port = default(PortView);
        while (cursor.NextMember())
        {
            if (cursor.NameIs("containerPort"u8))
            {
                port = port with { Number = cursor.Integer("ports[].containerPort") };
            }
            else if (cursor.NameIs("hostPort"u8))
            {
                port = port with { HostPort = cursor.Integer("ports[].hostPort") };
            }
            else if (cursor.NameIs("name"u8))
            {
                port = port with { Name = cursor.Text("ports[].name") };
            }
            else if (cursor.NameIs("protocol"u8))
            {
                port = port with { Protocol = cursor.Text("ports[].protocol") };
            }
            else
            {
                cursor.Skip();
            }
        }

        return port;
    }

    private static void ReadHandler(ref JsonCursor cursor, ref ImmutableArray<int>.Builder? ports)
    {
        if (!cursor.EnterObject("probe handler"))
        {
            return;
        }

        while (cursor.NextMember())
        {
            if (cursor.NameIs("port"u8) && cursor.IntegerOrZero() is > 0 and var number)
            {
                (ports ??= ImmutableArray.CreateBuilder<int>(1)).Add(number);
            }

            cursor.Skip();
        }
    }
}
