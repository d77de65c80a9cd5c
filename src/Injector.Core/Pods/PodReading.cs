using System.Diagnostics.CodeAnalysis;

namespace Injector.Core.Pods;

/// <summary>The result of reading a pod: the view, or what is wrong with the document.</summary>
/// <param name="Pod">The view.</param>
/// <param name="Error">What is wrong, for people.</param>
public readonly record struct PodReading(PodView? Pod, string? Error)
{
    /// <summary>Whether the pod could be read.</summary>
    [MemberNotNullWhen(true, nameof(Pod))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Pod is not null;
}
