using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Admission;

/// <summary>Writes the answer to a review. <c>patch</c> and <c>patchType</c> appear together or not at all (admission.k8s.io/v1).</summary>
internal static class AdmissionReviewWriter
{
    /// <summary>Writes the answer, and returns the length of the patch in bytes; 0 when there is none.</summary>
    public static int Write(AdmissionReview review, InjectionResult result, IBufferWriter<byte> output)
    {
        // The patch comes first: should writing it fail, there is not half an answer.
        var patch = JsonBuffer.Rent();
        result.WritePatch(patch);
        var length = patch.Length;
        Write(review, result, patch.Written, output);
        patch.Return();
        return length;
    }

    private static void Write(AdmissionReview review, InjectionResult result, ReadOnlySpan<byte> patch, IBufferWriter<byte> output)
    {
        output.Write("{\"apiVersion\":"u8);
        JsonTextWriter.WriteQuoted(output, review.ApiVersion);
        output.Write(",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":"u8);
        JsonTextWriter.WriteQuoted(output, review.UidText.Bytes.Span);
        if (result.Decision is InjectionDecision.Deny deny)
        {
            WriteStatus(deny, output);
        }
        else
        {
            output.Write(",\"allowed\":true"u8);
            WritePatch(patch, output);
        }

        WriteAuditAnnotations(result, output);
        WriteWarnings(result.Warnings, output);
        output.Write("}}"u8);
    }

    private static void WriteStatus(InjectionDecision.Deny deny, IBufferWriter<byte> output)
    {
        output.Write(",\"allowed\":false,\"status\":{\"code\":"u8);
        JsonTextWriter.WriteEscaped(output, deny.StatusCode.ToString(CultureInfo.InvariantCulture));
        output.Write(deny.StatusCode == 403 ? ",\"reason\":\"Forbidden\",\"message\":"u8 : ",\"reason\":\"Invalid\",\"message\":"u8);
        JsonTextWriter.WriteQuoted(output, deny.Message.ToString());
        output.Write("}"u8);
    }

    private static void WritePatch(ReadOnlySpan<byte> patch, IBufferWriter<byte> output)
    {
        if (patch.IsEmpty)
        {
            return;
        }

        output.Write(",\"patchType\":\"JSONPatch\",\"patch\":\""u8);
        Base64.EncodeToUtf8(patch, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(patch.Length)), out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
    }

    // The API server prepends the webhook's name and a slash to each key, so keys must not contain one (admission plugin, checkKeyFormat).
    private static void WriteAuditAnnotations(InjectionResult result, IBufferWriter<byte> output)
    {
        output.Write(result.Decision switch
        {
            InjectionDecision.Inject => ",\"auditAnnotations\":{\"decision\":\"inject\",\"reasons\":\""u8,
            InjectionDecision.Deny => ",\"auditAnnotations\":{\"decision\":\"deny\",\"reasons\":\""u8,
            _ => ",\"auditAnnotations\":{\"decision\":\"skip\",\"reasons\":\""u8,
        });
        WriteReasons(result, output);
        if (!result.Profiles.IsEmpty)
        {
            output.Write("\",\"profiles\":\""u8);
            WriteProfiles(result.Profiles, output);
        }

        output.Write("\"}"u8);
    }

    private static void WriteReasons(InjectionResult result, IBufferWriter<byte> output)
    {
        var isAny = false;
        foreach (var finding in result.Findings)
        {
            if (finding.Answer is RuleAnswer.Skip or RuleAnswer.Deny)
            {
                output.Write(isAny ? ","u8 : ""u8);
                JsonTextWriter.WriteEscaped(output, finding.Rule.Text());
                isAny = true;
            }
        }

        if (!isAny)
        {
            JsonTextWriter.WriteEscaped(output, result.Decision.Reason.Text());
        }
    }

    private static void WriteProfiles(ImmutableArray<RequestedProfile> profiles, IBufferWriter<byte> output)
    {
        if (!AreShort(profiles))
        {
            JsonTextWriter.WriteEscaped(output, DisplayText.Of(string.Join(',', profiles.Select(profile => profile.Name))).Bound().ToString());
            return;
        }

        for (var i = 0; i < profiles.Length; i++)
        {
            output.Write(i > 0 ? ","u8 : ""u8);
            JsonTextWriter.WriteEscaped(output, profiles[i].Name);
        }
    }

    /// <summary>Whether the names can be shown as they are. Names of profiles can; those that nobody knows may be anything.</summary>
    private static bool AreShort(ImmutableArray<RequestedProfile> profiles)
    {
        var length = 0;
        foreach (var profile in profiles)
        {
            length += profile.Name.Length + 1;
            if (length > DisplayText.MaxBytes / 4 || profile.Name.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteWarnings(ImmutableArray<DisplayText> warnings, IBufferWriter<byte> output)
    {
        for (var i = 0; i < warnings.Length; i++)
        {
            output.Write(i == 0 ? ",\"warnings\":["u8 : ","u8);
            JsonTextWriter.WriteQuoted(output, warnings[i].ToString());
        }

        output.Write(warnings.IsEmpty ? ""u8 : "]"u8);
    }
}
