using Injector.Ambassador.Options;

namespace Injector.Ambassador;

/// <summary>The ports that upstreams without a port of their own are given.</summary>
/// <param name="First">First port, 1024 or higher.</param>
/// <param name="Last">Last port, inclusive.</param>
internal readonly record struct PortRange(int First, int Last)
{
    /// <summary>Reads <c>19100-19199</c>; <see langword="null"/> for anything else.</summary>
    public static PortRange? Read(string text) =>
        text.Split('-') is [var first, var last]
        && OptionValues.Number(first, 1024, 65535) is { } from
        && OptionValues.Number(last, 1024, 65535) is { } to
        && from <= to
            ? new PortRange(from, to)
            : null;
}
