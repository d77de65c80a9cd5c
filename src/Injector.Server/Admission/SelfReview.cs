using System.Security.Cryptography;
using Injector.Core.Admission;

namespace Injector.Server.Admission;

/// <summary>
/// Recognizes the reviews that the server sends to itself while warming up, so that they are neither counted nor logged. The uid is random per process, so no
/// other client can imitate it.
/// </summary>
internal sealed class SelfReview
{
    internal string Uid { get; } = $"warm-up-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";

    internal bool Is(AdmissionReview? review) => review is not null && review.UidText.Is(Uid);
}
