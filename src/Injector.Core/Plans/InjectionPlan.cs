using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Plans;

/// <summary>What is added to one pod, conflicts resolved; the patch writes it down one to one.</summary>
public sealed record InjectionPlan
{
    /// <summary>The profiles that take part, in order.</summary>
    public required ImmutableArray<PlannedProfile> Profiles { get; init; }

    /// <summary><see cref="SidecarMode.Native"/> or <see cref="SidecarMode.Classic"/>.</summary>
    public required SidecarMode Mode { get; init; }

    /// <summary>Containers that go into <c>spec.initContainers</c>, in the order of their insertion.</summary>
    public ImmutableArray<PlannedContainer> InitContainers { get; init; } = [];

    /// <summary>Containers that are appended to <c>spec.containers</c>.</summary>
    public ImmutableArray<PlannedContainer> Containers { get; init; } = [];

    /// <summary>Partial containers of the pod (<c>image: auto</c>) that make way for the merged one, each by its place.</summary>
    public ImmutableArray<ContainerPlace> Superseded { get; init; } = [];

    /// <summary>Volumes that are appended.</summary>
    public ImmutableArray<PlannedVolume> Volumes { get; init; } = [];

    /// <summary>What containers of the pod receive.</summary>
    public ImmutableArray<ContainerAdditions> Application { get; init; } = [];

    /// <summary>What changes in containers of the pod, because it is asked for.</summary>
    public ImmutableArray<ContainerRewrites> Rewrites { get; init; } = [];

    /// <summary>Fields of our own containers that another webhook dropped and that are put back.</summary>
    public ImmutableArray<ContainerRewrites> Repairs { get; init; } = [];

    /// <summary>What is wrong with containers that are there, and that nobody but their author can put right; told even where nothing is added.</summary>
    public ImmutableArray<DisplayText> Unrepaired { get; init; } = [];

    /// <summary>Annotations that are set, in ordinal order of their keys. Only list-valued annotations and our own may replace a value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Annotations { get; init; } = [];

    /// <summary>Volumes that are appended to <c>cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes</c>; its new value is among the annotations.</summary>
    public ImmutableArray<string> SafeToEvict { get; init; } = [];

    /// <summary>Labels that are added, in ordinal order of their keys.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>Names that are appended to <c>spec.imagePullSecrets</c>.</summary>
    public ImmutableArray<string> ImagePullSecrets { get; init; } = [];

    /// <summary>New values of pod-level requests and limits: what stood there plus what is added.</summary>
    public ImmutableArray<RaisedResource> RaisedResources { get; init; } = [];

    /// <summary>A longer time for the pod to end; <see langword="null"/> when it has enough.</summary>
    public RaisedGracePeriod? GracePeriod { get; init; }

    /// <summary>Things that the creator should know though nothing is wrong.</summary>
    public ImmutableArray<DisplayText> Warnings { get; init; } = [];

    /// <summary>How many warnings there are beside <see cref="Warnings"/>, which holds ten at most.</summary>
    public int FurtherWarnings { get; init; }

    /// <summary>Whether nothing is done: the pod has it all.</summary>
    public bool IsEmpty => AddsNothing && Repairs.IsEmpty;

    /// <summary>Whether nothing is added. What is only put back stands on record already.</summary>
    internal bool AddsNothing =>
        InitContainers.IsEmpty && Containers.IsEmpty && Superseded.IsEmpty && Volumes.IsEmpty && Application.IsEmpty && Rewrites.IsEmpty
        && Annotations.IsEmpty && Labels.IsEmpty && ImagePullSecrets.IsEmpty && RaisedResources.IsEmpty && GracePeriod is null;
}
