using Injector.Grammar.Names;

namespace Injector.Core.Profiles;

/// <summary>Where an added container goes in the list of init containers.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Anchor">Name of the container that <see cref="PositionKind.Before"/> and <see cref="PositionKind.After"/> refer to.</param>
public readonly record struct ContainerPosition(PositionKind Kind, string? Anchor = null)
{
    /// <summary>The allowed positions, to end a message with.</summary>
    public const string Rule = "write start, first, last, before:<container> or after:<container>";

    /// <summary>Parses a position as profiles spell it.</summary>
    /// <param name="text">The text, such as <c>after:istio-proxy</c>; <see langword="null"/> for the default.</param>
    /// <param name="position">The position; the default one when the text is <see langword="null"/> or invalid.</param>
    /// <returns>Whether the text is a position.</returns>
    public static bool TryParse(string? text, out ContainerPosition position)
    {
        var colon = text?.IndexOf(':') ?? -1;
        var anchor = colon < 0 ? null : text![(colon + 1)..].Trim();
        ContainerPosition? read = (colon < 0 ? text : text![..colon]) switch
        {
            null => new(PositionKind.Default),
            "start" when anchor is null => new(PositionKind.Start),
            "first" when anchor is null => new(PositionKind.First),
            "last" when anchor is null => new(PositionKind.Last),
            "before" when DnsName.IsLabel(anchor) => new(PositionKind.Before, anchor),
            "after" when DnsName.IsLabel(anchor) => new(PositionKind.After, anchor),
            _ => null,
        };
        position = read ?? default;
        return read is not null;
    }

    /// <summary>The position as profiles spell it.</summary>
    public override string ToString() => Kind switch
    {
        PositionKind.Start => "start",
        PositionKind.First => "first",
        PositionKind.Last => "last",
        PositionKind.Before => $"before:{Anchor}",
        PositionKind.After => $"after:{Anchor}",
        _ => "default",
    };
}
