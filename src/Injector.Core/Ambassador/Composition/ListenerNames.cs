using System.Globalization;

namespace Injector.Core.Ambassador.Composition;

/// <summary>How listeners are called, in the model, among the ports of the profile, and in the engine's own statistics.</summary>
internal static class ListenerNames
{
    public static string Outbound(string upstream) => $"out.{upstream}";

    public static string Inbound(int port) => string.Create(CultureInfo.InvariantCulture, $"in.{port}");
}
