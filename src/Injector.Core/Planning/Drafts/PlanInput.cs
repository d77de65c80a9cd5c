using System.Collections.Immutable;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Status;

namespace Injector.Core.Planning.Drafts;

/// <summary>What a plan is made from.</summary>
internal sealed record PlanInput
{
    public required PodView Pod { get; init; }

    /// <summary>The container that is the application where one has to be; <see langword="null"/> when the pod has none.</summary>
    public ContainerView? Application { get; init; }

    public required RenderFacts Facts { get; init; }

    /// <summary>The profiles in the order in which they apply.</summary>
    public required ImmutableArray<ProfileBinding> Bindings { get; init; }

    /// <summary>What earlier passes put on record.</summary>
    public required InjectionStatus Status { get; init; }

    /// <summary>Names of the application containers; <see langword="null"/> for all regular ones but the sidecars of others.</summary>
    public IReadOnlySet<string>? Targets { get; init; }

    public required InjectorSettings Settings { get; init; }

    /// <summary>Ends the planning between two profiles.</summary>
    public CancellationToken Cancellation { get; init; }
}
