using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>
/// Writes how many connections there may be. HAProxy's own limit holds for the whole process: clients who reached it would leave none to the kubelet,
/// who would then end the pod. So clients are counted by themselves, by the one entry of a table, and the process is left room for the two ports that
/// the kubelet asks.
/// </summary>
internal static class ConnectionLimits
{
    private const int ForEachPortOfTheKubelet = 128;

    /// <summary>Writes the limit of the process.</summary>
    public static void WriteProcess(ConfigurationText text, EngineSettings settings) =>
        text.Line($"maxconn {settings.MaxConnections + (2 * ForEachPortOfTheKubelet)}");

    /// <summary>Writes the limit of a port that the kubelet asks.</summary>
    public static void WriteKubelet(ConfigurationText text) => text.Line($"maxconn {ForEachPortOfTheKubelet}");

    /// <summary>Writes the table, into the frontend that every configuration has: in a backend of its own it would show up among the metrics as one that is down.</summary>
    public static void WriteTable(ConfigurationText text) => text.Line($"stick-table type integer size 1 store conn_cur");

    /// <summary>Writes the limit that all other frontends share. A connection counts itself, and those that are turned away until they are gone.</summary>
    public static void WriteClients(ConfigurationText text, EngineSettings settings)
    {
        text.Line($"tcp-request connection track-sc0 int(0) table {AdminWriter.Frontend}");
        text.Line($"tcp-request connection reject if {{ sc0_conn_cur gt {settings.MaxConnections} }}");
    }
}
