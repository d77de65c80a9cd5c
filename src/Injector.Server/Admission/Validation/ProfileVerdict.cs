using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Admission;
using Injector.Grammar.Messages;

namespace Injector.Server.Admission.Validation;

/// <summary>Whether a profile may be stored.</summary>
/// <param name="DenialCode">0 when it may; 422 when it is invalid, 403 when it violates a restriction.</param>
/// <param name="Message">Why not.</param>
/// <param name="Warnings">Warnings for the author of a profile that may be stored: at most five, each of at most 120 characters.</param>
internal readonly record struct ProfileVerdict(int DenialCode, DisplayText Message, ImmutableArray<DisplayText> Warnings)
{
    internal static ProfileVerdict Allowed { get; } = new(0, "", []);

    internal bool IsAllowed => DenialCode == 0;
}

/// <summary>Writes the response to a review of a profile (<c>admission.k8s.io</c>).</summary>
internal static class VerdictWriter
{
    internal static void Write(AdmissionReview review, ProfileVerdict verdict, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("apiVersion"u8, review.ApiVersion);
        writer.WriteString("kind"u8, "AdmissionReview"u8);
        writer.WriteStartObject("response"u8);
        writer.WriteString("uid"u8, review.Uid);
        writer.WriteBoolean("allowed"u8, verdict.IsAllowed);
        if (!verdict.IsAllowed)
        {
            writer.WriteStartObject("status"u8);
            writer.WriteNumber("code"u8, verdict.DenialCode);
            writer.WriteString("reason"u8, verdict.DenialCode == 403 ? "Forbidden"u8 : "Invalid"u8);
            writer.WriteString("message"u8, verdict.Message);
            writer.WriteEndObject();
        }

        if (!verdict.Warnings.IsEmpty)
        {
            writer.WriteStartArray("warnings"u8);
            foreach (var warning in verdict.Warnings)
            {
                writer.WriteStringValue(warning);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
