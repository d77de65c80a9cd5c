using System.Diagnostics.CodeAnalysis;

namespace Injector.Core.Pods;

/// <summary>The result of reading a pod: the view, or what is wrong with the document.</summary>
/// <param name="Pod">The view.</param>
/// <param name="Error">What is wrong, for people.</param>
public readonly record struct PodReading(PodView? Pod, string? Error)
{
    /// <summary>
    /// The problem with the value at <see cref="ProblemOffset"/>, such as <c>must be a string, but it is a number</c>, for callers that can name that value
    /// better than by its byte; <see langword="null"/> when the error is not about a single value.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>The byte at which that value begins.</summary>
    public long ProblemOffset { get; init; }

    /// <summary>Whether the pod could be read.</summary>
    [MemberNotNullWhen(true, nameof(Pod))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Pod is not null;
}
