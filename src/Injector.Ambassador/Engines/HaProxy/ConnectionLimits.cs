using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>
/// Writes the connection limits. HAProxy's own limit applies to the whole process: clients that reached it would leave no connection for the kubelet, which
/// would then kill the pod. So clients are counted separately, with a table of a single entry, and the process limit has room for the two ports that the
/// kubelet calls.
/// </summary>
internal static class ConnectionLimits
{
    private const int ForEachPortOfTheKubelet = 128;

    /// <summary>Writes the limit of the process.</summary>
    public static void WriteProcess(ConfigurationText text, EngineSettings settings) =>
        text.Line($"maxconn {settings.MaxConnections + (2 * ForEachPortOfTheKubelet)}");

    /// <summary>Writes the limit of a port that the kubelet calls.</summary>
    public static void WriteKubelet(ConfigurationText text) => text.Line($"maxconn {ForEachPortOfTheKubelet}");

    /// <summary>Writes the table into the frontend that every configuration has: its own backend would appear in the metrics as one that is down.</summary>
    public static void WriteTable(ConfigurationText text) => text.Line($"stick-table type integer size 1 store conn_cur");

    /// <summary>Writes the limit that all other frontends share. The count includes the connection itself, and rejected ones until they are closed.</summary>
    public static void WriteClients(ConfigurationText text, EngineSettings settings)
    {
        text.Line($"tcp-request connection track-sc0 int(0) table {AdminWriter.Frontend}");
        text.Line($"tcp-request connection reject if {{ sc0_conn_cur gt {settings.MaxConnections} }}");
    }
}
