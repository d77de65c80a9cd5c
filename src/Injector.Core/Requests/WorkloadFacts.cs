namespace Injector.Core.Requests;

/// <summary>The workload that a pod template belongs to.</summary>
/// <param name="Kind">Kind, such as <c>Deployment</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="MisplacedAnnotations">
/// Our annotations on the workload itself, where they have no effect, instead of on its pod template; in ordinal order.
/// </param>
public sealed record WorkloadFacts(string Kind, string Name, System.Collections.Immutable.ImmutableArray<string> MisplacedAnnotations)
{
    /// <summary>Path from the workload to its pod template. Default <c>spec.template</c>.</summary>
    public string TemplatePath { get; init; } = "spec.template";

    /// <summary>Replicas that the manifest states; <see langword="null"/> when it states none.</summary>
    public int? Replicas { get; init; }
}
