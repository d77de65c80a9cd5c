using System.Diagnostics.CodeAnalysis;

namespace Injector.Core.Admission;

/// <summary>The result of reading a body: the review, or what is wrong with it.</summary>
/// <param name="Review">The review.</param>
/// <param name="Error">What is wrong, for people.</param>
public readonly record struct AdmissionReviewReading(AdmissionReview? Review, string? Error)
{
    /// <summary>Whether the body is a review that can be answered.</summary>
    [MemberNotNullWhen(true, nameof(Review))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Review is not null;
}
