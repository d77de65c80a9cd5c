using System.Collections.Immutable;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Status;

namespace Injector.Core.Planning.Drafts;

/// <summary>The input of a plan.</summary>
internal sealed record PlanInput
{
    public required PodView Pod { get; init; }

    /// <summary>The application container, for profiles that need exactly one; <see langword="null"/> when the pod has none.</summary>
    public ContainerView? Application { get; init; }

    public required RenderFacts Facts { get; init; }

    /// <summary>The profiles in the order in which they apply.</summary>
    public required ImmutableArray<ProfileBinding> Bindings { get; init; }

    /// <summary>The record of earlier passes.</summary>
    public required InjectionStatus Status { get; init; }

    /// <summary>Names of the application containers; <see langword="null"/> means all regular containers except other injectors' sidecars.</summary>
    public IReadOnlySet<string>? Targets { get; init; }

    public required InjectorSettings Settings { get; init; }

    /// <summary>Cancels the planning between two profiles.</summary>
    public CancellationToken Cancellation { get; init; }
}
