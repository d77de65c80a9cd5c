using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Plans;

/// <summary>What is added to one pod, with conflicts resolved. The patch translates it one to one. Collections are empty by default.</summary>
public sealed record InjectionPlan
{
    /// <summary>The profiles that are applied, in order.</summary>
    public required ImmutableArray<PlannedProfile> Profiles { get; init; }

    /// <summary><see cref="SidecarMode.Native"/> or <see cref="SidecarMode.Classic"/>.</summary>
    public required SidecarMode Mode { get; init; }

    /// <summary>Containers to insert into <c>spec.initContainers</c>, in order of insertion.</summary>
    public ImmutableArray<PlannedContainer> InitContainers { get; init; } = [];

    /// <summary>Containers that are appended to <c>spec.containers</c>.</summary>
    public ImmutableArray<PlannedContainer> Containers { get; init; } = [];

    /// <summary>Positions of the pod's partial containers (<c>image: auto</c>) that merged ones replace.</summary>
    public ImmutableArray<ContainerPlace> Superseded { get; init; } = [];

    /// <summary>Volumes that are appended.</summary>
    public ImmutableArray<PlannedVolume> Volumes { get; init; } = [];

    /// <summary>Variables and mounts that are added to containers of the pod.</summary>
    public ImmutableArray<ContainerAdditions> Application { get; init; } = [];

    /// <summary>Fields of the pod's containers that are rewritten on request.</summary>
    public ImmutableArray<ContainerRewrites> Rewrites { get; init; } = [];

    /// <summary>Fields of our own containers that another webhook removed and that are restored.</summary>
    public ImmutableArray<ContainerRewrites> Repairs { get; init; } = [];

    /// <summary>Problems of existing containers that only their author can fix; reported even when nothing is added.</summary>
    public ImmutableArray<DisplayText> Unrepaired { get; init; } = [];

    /// <summary>Annotations that are set, in ordinal order of their keys. Only list-valued annotations and our own may replace a value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Annotations => Record is not { } record
        ? OtherAnnotations
        : SortedNames.Set(OtherAnnotations, record.Key, StatusWriter.Text(record.Status));

    /// <summary>Volumes that are appended to <c>cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes</c>; its new value is among the annotations.</summary>
    public ImmutableArray<string> SafeToEvict { get; init; } = [];

    /// <summary>Labels that are added, in ordinal order of their keys.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>Names that are appended to <c>spec.imagePullSecrets</c>.</summary>
    public ImmutableArray<string> ImagePullSecrets { get; init; } = [];

    /// <summary>New values of pod-level requests and limits: the previous value plus what the sidecars need.</summary>
    public ImmutableArray<RaisedResource> RaisedResources { get; init; } = [];

    /// <summary>A longer termination grace period, in seconds; <see langword="null"/> when the pod's is long enough.</summary>
    public RaisedGracePeriod? GracePeriod { get; init; }

    /// <summary>Warnings for the client that creates the pod; at most ten.</summary>
    public ImmutableArray<DisplayText> Warnings { get; init; } = [];

    /// <summary>Number of further warnings that <see cref="Warnings"/> leaves out. Default 0.</summary>
    public int FurtherWarnings { get; init; }

    /// <summary>The annotations without the record, in ordinal order of their keys.</summary>
    internal ImmutableArray<KeyValuePair<string, string>> OtherAnnotations { get; init; } = [];

    /// <summary>The annotation that records the plan; <see langword="null"/> when the pod needs none, or has it.</summary>
    internal PlannedRecord? Record { get; init; }

    /// <summary>Whether the plan changes nothing, because the pod already has everything.</summary>
    public bool IsEmpty => AddsNothing && Repairs.IsEmpty;

    /// <summary>Whether the plan adds nothing. Restored fields do not count: the status annotation already records them.</summary>
    internal bool AddsNothing =>
        InitContainers.IsEmpty && Containers.IsEmpty && Superseded.IsEmpty && Volumes.IsEmpty && Application.IsEmpty && Rewrites.IsEmpty
        && OtherAnnotations.IsEmpty && Labels.IsEmpty && ImagePullSecrets.IsEmpty && RaisedResources.IsEmpty && GracePeriod is null;
}
