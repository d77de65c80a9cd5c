using System.Security.Cryptography;
using Injector.Core.Admission;

namespace Injector.Server.Admission;

/// <summary>
/// Tells the reviews that the server sends to itself while warming up from everybody else's, so that they are neither counted nor logged. The
/// uid is random per process: nobody else can hide behind it.
/// </summary>
internal sealed class SelfReview
{
    internal string Uid { get; } = $"warm-up-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";

    internal bool Is(AdmissionReview? review) => review is not null && review.Uid == Uid;
}
