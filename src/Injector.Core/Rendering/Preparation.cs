using System.Collections.Immutable;
using Injector.Ambassador.Rewrites;
using Injector.Core.Requests;
using Injector.Core.Settings;

namespace Injector.Core.Rendering;

/// <summary>Everything that the rendering of a profile depends on.</summary>
internal sealed record Preparation
{
    public required ProfileBinding Binding { get; init; }

    public required RenderFacts Facts { get; init; }

    public required AnnotationKeys Keys { get; init; }

    /// <summary>The chosen ports, by the profile's names for them.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Ports { get; init; } = [];

    /// <summary>What probes of the application ask through the profile's ambassador, in order.</summary>
    public ImmutableArray<ProbeRequest> Probes { get; init; } = [];

    /// <summary>Ports of the profile's ambassador that the application declares in its place, in order.</summary>
    public ImmutableArray<int> DeclaredElsewhere { get; init; } = [];

    /// <summary>Volumes of the pod that stand in for the profile's, by the profile's names.</summary>
    public ImmutableDictionary<string, VolumeAlias> Aliases { get; init; } = NoAliases;

    /// <summary>New names of containers, by the profile's names.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = NoNames;

    /// <summary>Partial containers of the pod that win over the profile's, by the profile's names.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Partials { get; init; } = NoPartials;

    /// <summary>The container that the profile's containers copy from; <see langword="null"/> when they copy nothing.</summary>
    public CopiedApplication? Application { get; init; }

    /// <summary>Whether requests are made equal to limits, because the pod is Guaranteed and is to stay so.</summary>
    public bool KeepGuaranteed { get; init; }

    /// <summary>Folders with credentials that are hidden from the containers, unless the profile wants the API token.</summary>
    public ImmutableArray<string> Masks { get; init; } = [];

    private static ImmutableDictionary<string, VolumeAlias> NoAliases { get; } = ImmutableDictionary.Create<string, VolumeAlias>(StringComparer.Ordinal);

    private static ImmutableDictionary<string, string> NoNames { get; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    private static ImmutableDictionary<string, ReadOnlyMemory<byte>> NoPartials { get; } = ImmutableDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
}
