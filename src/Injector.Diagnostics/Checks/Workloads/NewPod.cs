using Injector.Core;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>A pod that does not exist yet and asks for sidecars.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Namespace">Where it would be created.</param>
/// <param name="Pod">The pod, as UTF-8 JSON.</param>
/// <param name="Workload">What makes it; <see langword="null"/> for a bare pod that stands for its namespace.</param>
/// <param name="Fix">Where to correct what it says.</param>
internal sealed record NewPod(string Title, string Namespace, ReadOnlyMemory<byte> Pod, WorkloadFacts? Workload, string Fix)
{
    /// <summary>Whether it is a template that asks by its namespace alone.</summary>
    public bool IsInheriting { get; init; }
}
