using System.Globalization;

namespace Injector.Ambassador.Model;

/// <summary>Names of listeners in the model, among the ports of the profile, and in the engine's own statistics.</summary>
internal static class ListenerNames
{
    /// <summary>The port for probes; it cannot collide with inbound ports, whose names are numbers.</summary>
    public const string Probes = "in.probes";

    public static string Outbound(string upstream) => $"out.{upstream}";

    public static bool IsOutbound(string listener) => listener.StartsWith("out.", StringComparison.Ordinal);

    public static string Inbound(int port) => string.Create(CultureInfo.InvariantCulture, $"in.{port}");

    public static bool IsInbound(string listener) => listener.StartsWith("in.", StringComparison.Ordinal);
}
