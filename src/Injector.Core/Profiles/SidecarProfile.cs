using System.Collections.Immutable;
using Injector.Core.Ambassador;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Profiles;

/// <summary>A named description of what to add to a pod: validated, immutable, ready to render.</summary>
public sealed record SidecarProfile
{
    /// <summary>Name that annotations use; a DNS-1123 label.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace that may use the profile; <see langword="null"/> when the whole cluster may.</summary>
    public string? Namespace { get; init; }

    /// <summary>One sentence for people, shown by <c>profiles list</c>.</summary>
    public required string Description { get; init; }

    /// <summary>Place among the profiles of one pod: lower first, then by name. Default 100.</summary>
    public int Priority { get; init; } = 100;

    /// <summary>The typed knobs of the profile, in the order of the document.</summary>
    public ImmutableArray<ProfileParameter> Parameters { get; init; } = [];

    /// <summary>Ports that the added containers listen on; one is chosen for each before anything is rendered.</summary>
    public ImmutableArray<ProfilePort> Ports { get; init; } = [];

    /// <summary>What a pod may change of this profile beside its parameters.</summary>
    public ProfileOverrides Overrides { get; init; } = ProfileOverrides.None;

    /// <summary>
    /// Images that earlier editions of the profile brought, with or without registry and tag, as its author names them: pods of 0.1.0 that run those are still
    /// what the profile made, for their record says nothing of images. Not part of the content. Default none.
    /// </summary>
    public ImmutableArray<string> EarlierImages { get; init; } = [];

    /// <summary>What to do when a foreign container already carries the name of one of ours. Default <see cref="NameConflictHandling.Deny"/>.</summary>
    public NameConflictHandling OnConflict { get; init; } = NameConflictHandling.Deny;

    /// <summary>Whether the added containers keep the service-account token. Default <see langword="false"/>: it is masked.</summary>
    public bool ApiToken { get; init; }

    /// <summary>Whether the profile may be added to pods that share the node's network. Default <see langword="false"/>.</summary>
    public bool AllowHostNetwork { get; init; }

    /// <summary>Volumes that the profile brings.</summary>
    public ImmutableArray<ProfileVolume> Volumes { get; init; } = [];

    /// <summary>What application containers receive.</summary>
    public ApplicationAdditions Application { get; init; } = ApplicationAdditions.None;

    /// <summary>Variables, annotations and labels that are added whole or not at all; no name that the profile sets is in two of them.</summary>
    public ImmutableArray<ProfileGroup> Groups { get; init; } = [];

    /// <summary>Generated configuration files, carried by a pod annotation.</summary>
    public ImmutableArray<ProfileFile> Files { get; init; } = [];

    /// <summary>How the profile makes an ambassador; <see langword="null"/> for a profile that is none.</summary>
    public AmbassadorSection? Ambassador { get; init; }

    /// <summary>Containers that run to completion before the application starts.</summary>
    public ImmutableArray<ProfileContainer> InitContainers { get; init; } = [];

    /// <summary>Containers that run beside the application.</summary>
    public ImmutableArray<ProfileContainer> Sidecars { get; init; } = [];

    /// <summary>What the pod itself receives.</summary>
    public PodAdditions Pod { get; init; } = PodAdditions.None;

    /// <summary>What is said to whoever creates a pod that receives the profile.</summary>
    public ImmutableArray<ProfileWarning> Warnings { get; init; } = [];

    /// <summary>First 12 hexadecimal digits of the SHA-256 of the profile's content: equal content, equal hash, whatever the layout of the file.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Where the profile came from, for people: <c>built-in</c>, a file name, or <c>SidecarProfile namespace/name</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Namespace and name of the object of the cluster that the profile came from; <see langword="null"/> when it came from elsewhere.</summary>
    public string? Resource { get; init; }
}
