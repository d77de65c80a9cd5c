using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Injector.Core.Planning.Containers;

/// <summary>Detects in a container's texts whether it calls one of the ambassador's ports.</summary>
/// <param name="ports">The ports on 127.0.0.1 where the ambassador accepts calls from the application.</param>
/// <param name="hasDefaultPort">
/// Whether the user chose one of them. Users choose a port because the application calls it by default, such as 5432, so it may appear in none of the texts.
/// </param>
internal sealed partial class LoopbackCalls(ImmutableArray<int> ports, bool hasDefaultPort)
{
    /// <summary>The first such call, as an address; <see langword="null"/> when there is none.</summary>
    public string? FirstIn(IReadOnlyList<string> texts)
    {
        string? withoutPort = null;
        foreach (var call in texts.SelectMany(text => Loopback().Matches(text)))
        {
            if (!call.Groups["port"].Success)
            {
                withoutPort ??= call.Value;
            }
            else if (IsOurs(call.Groups["port"].Value))
            {
                return call.Value;
            }
        }

        // If host and port are separate, as in --host localhost --port 19100, the port is a number like any other.
        return withoutPort is not null && (hasDefaultPort || texts.Any(text => Number().Matches(text).Any(number => IsOurs(number.Value)))) ? withoutPort : null;
    }

    private bool IsOurs(string port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && ports.Contains(number);

    // Must not be part of a longer name or address.
    [GeneratedRegex(@"(?<![A-Za-z0-9._-])(localhost|127\.0\.0\.1)(:(?<port>[0-9]{1,5})(?![0-9])|(?![A-Za-z0-9_-]|\.[A-Za-z0-9]|:[0-9]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Loopback();

    [GeneratedRegex("(?<![0-9A-Za-z.])[0-9]{4,5}(?![0-9A-Za-z]|\\.[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
