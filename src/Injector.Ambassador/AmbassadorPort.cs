using Injector.Ambassador.Options;

namespace Injector.Ambassador;

/// <summary>A port that the ambassador listens on.</summary>
/// <param name="Name">Name among the ports of the profile; it contains a dot, so that it cannot collide with the author's own port names.</param>
/// <param name="Preferred">The port to take when it is free.</param>
/// <param name="Range">The range to search otherwise; <see langword="null"/> when the user chose the port.</param>
internal readonly record struct AmbassadorPort(string Name, int Preferred, PortRange? Range);

/// <summary>The range of ports for upstreams without a fixed port.</summary>
/// <param name="First">First port, 1024 or higher.</param>
/// <param name="Last">Last port, inclusive.</param>
internal readonly record struct PortRange(int First, int Last)
{
    /// <summary>Parses <c>19100-19199</c>; <see langword="null"/> for anything else.</summary>
    public static PortRange? Read(string text) =>
        text.Split('-') is [var first, var last]
        && OptionValues.Number(first, 1024, 65535) is { } from
        && OptionValues.Number(last, 1024, 65535) is { } to
        && from <= to
            ? new PortRange(from, to)
            : null;
}
