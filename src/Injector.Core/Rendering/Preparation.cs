using System.Collections.Immutable;
using Injector.Ambassador.Rewrites;
using Injector.Core.Requests;
using Injector.Core.Settings;

namespace Injector.Core.Rendering;

/// <summary>All inputs of rendering a profile.</summary>
internal sealed record Preparation
{
    public required ProfileBinding Binding { get; init; }

    public required RenderFacts Facts { get; init; }

    public required AnnotationKeys Keys { get; init; }

    /// <summary>The chosen ports, by their names in the profile. Default: none.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Ports { get; init; } = [];

    /// <summary>Probe requests of the application that go through the profile's ambassador, in order. Default: none.</summary>
    public ImmutableArray<ProbeRequest> Probes { get; init; } = [];

    /// <summary>Ports of the profile's ambassador that the application declares on its behalf, in order. Default: none.</summary>
    public ImmutableArray<int> DeclaredElsewhere { get; init; } = [];

    /// <summary>Volumes of the pod that are used instead of the profile's, by their names in the profile. Default: none.</summary>
    public ImmutableDictionary<string, VolumeAlias> Aliases { get; init; } = NoAliases;

    /// <summary>New names of renamed containers, by their names in the profile. Default: none.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = NoNames;

    /// <summary>Partial containers of the pod that override the profile's, by their names in the profile. Default: none.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Partials { get; init; } = NoPartials;

    /// <summary>The application container that the profile's containers copy fields from; <see langword="null"/> when they copy nothing.</summary>
    public CopiedApplication? Application { get; init; }

    /// <summary>Whether requests are set to the limits, to keep a Guaranteed pod Guaranteed. Default <see langword="false"/>.</summary>
    public bool KeepGuaranteed { get; init; }

    /// <summary>Folders with credentials that are hidden from the containers, unless the profile requests the API token. Default: none.</summary>
    public ImmutableArray<string> Masks { get; init; } = [];

    private static ImmutableDictionary<string, VolumeAlias> NoAliases { get; } = ImmutableDictionary.Create<string, VolumeAlias>(StringComparer.Ordinal);

    private static ImmutableDictionary<string, string> NoNames { get; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    private static ImmutableDictionary<string, ReadOnlyMemory<byte>> NoPartials { get; } = ImmutableDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
}
