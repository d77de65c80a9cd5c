using System.Collections.Immutable;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>A service that the application reaches through the ambassador, as the user wrote it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LocalPort">Port that the user chose; <see langword="null"/> for the next free one of the range.</param>
/// <param name="Routes">Where its requests go; one at least.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record Upstream(string Name, int? LocalPort, ImmutableArray<UpstreamRoute> Routes, PlacedText Place)
{
    /// <summary>What the application speaks to it.</summary>
    public UpstreamScheme Scheme => Routes[0].Targets[0].Address.Scheme;
}
