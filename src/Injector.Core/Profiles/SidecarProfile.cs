using System.Collections.Immutable;
using Injector.Core.Ambassador;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Profiles;

/// <summary>A named description of what to add to a pod: validated, immutable and ready to render.</summary>
public sealed record SidecarProfile
{
    /// <summary>Name by which annotations request the profile; a DNS-1123 label.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace that may use the profile; <see langword="null"/> when the whole cluster may.</summary>
    public string? Namespace { get; init; }

    /// <summary>One sentence that <c>profiles list</c> shows.</summary>
    public required string Description { get; init; }

    /// <summary>Order among the profiles of one pod: lower first, then by name. Default 100.</summary>
    public int Priority { get; init; } = 100;

    /// <summary>The typed parameters of the profile, in document order. Default: none.</summary>
    public ImmutableArray<ProfileParameter> Parameters { get; init; } = [];

    /// <summary>Ports that the added containers listen on; a number is chosen for each before rendering. Default: none.</summary>
    public ImmutableArray<ProfilePort> Ports { get; init; } = [];

    /// <summary>What a pod may override besides the parameters. Default: nothing.</summary>
    public ProfileOverrides Overrides { get; init; } = ProfileOverrides.None;

    /// <summary>
    /// Images of earlier editions of the profile, with or without registry and tag. Pods injected by 0.1.0 that run one of them still count as injected by
    /// this profile, because their status annotation does not record images. Not part of <see cref="ContentHash"/>. Default: none.
    /// </summary>
    public ImmutableArray<string> EarlierImages { get; init; } = [];

    /// <summary>What to do when a container of the pod already has the name of one of ours. Default <see cref="NameConflictHandling.Deny"/>.</summary>
    public NameConflictHandling OnConflict { get; init; } = NameConflictHandling.Deny;

    /// <summary>Whether the added containers see the service account token. Default <see langword="false"/>: it is masked.</summary>
    public bool ApiToken { get; init; }

    /// <summary>Whether the profile may be added to pods that share the node's network. Default <see langword="false"/>.</summary>
    public bool AllowHostNetwork { get; init; }

    /// <summary>Volumes that the profile adds. Default: none.</summary>
    public ImmutableArray<ProfileVolume> Volumes { get; init; } = [];

    /// <summary>What is added to application containers. Default: nothing.</summary>
    public ApplicationAdditions Application { get; init; } = ApplicationAdditions.None;

    /// <summary>Groups of variables, annotations or labels that are added all or none; each name belongs to at most one group. Default: none.</summary>
    public ImmutableArray<ProfileGroup> Groups { get; init; } = [];

    /// <summary>Generated configuration files, stored in pod annotations. Default: none.</summary>
    public ImmutableArray<ProfileFile> Files { get; init; } = [];

    /// <summary>The ambassador section; <see langword="null"/> when the profile is not an ambassador.</summary>
    public AmbassadorSection? Ambassador { get; init; }

    /// <summary>Containers that run to completion before the application starts. Default: none.</summary>
    public ImmutableArray<ProfileContainer> InitContainers { get; init; } = [];

    /// <summary>Containers that run beside the application. Default: none.</summary>
    public ImmutableArray<ProfileContainer> Sidecars { get; init; } = [];

    /// <summary>What is added to the pod itself. Default: nothing.</summary>
    public PodAdditions Pod { get; init; } = PodAdditions.None;

    /// <summary>Warnings for the client that creates a pod with this profile. Default: none.</summary>
    public ImmutableArray<ProfileWarning> Warnings { get; init; } = [];

    /// <summary>First 12 hexadecimal digits of the SHA-256 of the profile's content; does not depend on the layout of the file.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Origin of the profile, for messages: <c>built-in</c>, a file name, or <c>SidecarProfile namespace/name</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Namespace and name of the SidecarProfile object that the profile came from; <see langword="null"/> for any other origin.</summary>
    public string? Resource { get; init; }
}
