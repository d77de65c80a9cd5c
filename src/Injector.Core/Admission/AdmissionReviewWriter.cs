using System.Buffers;
using System.Text.Json;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Admission;

/// <summary>Writes the answer to a review. <c>patch</c> and <c>patchType</c> appear together or not at all (admission.k8s.io/v1).</summary>
internal static class AdmissionReviewWriter
{
    public static void Write(AdmissionReview review, InjectionResult result, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, RelaxedJson.Options);
        writer.WriteStartObject();
        writer.WriteString("apiVersion"u8, review.ApiVersion);
        writer.WriteString("kind"u8, "AdmissionReview"u8);
        writer.WriteStartObject("response"u8);
        writer.WriteString("uid"u8, review.Uid);
        writer.WriteBoolean("allowed"u8, result.Decision is not InjectionDecision.Deny);
        if (result.Decision is InjectionDecision.Deny deny)
        {
            WriteStatus(writer, deny);
        }
        else if (!result.Patch.IsEmpty)
        {
            writer.WriteString("patchType"u8, "JSONPatch"u8);
            writer.WriteBase64String("patch"u8, result.Patch.Span);
        }

        WriteAuditAnnotations(writer, result);
        WriteWarnings(writer, result);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer, InjectionDecision.Deny deny)
    {
        writer.WriteStartObject("status"u8);
        writer.WriteNumber("code"u8, deny.StatusCode);
        writer.WriteString("reason"u8, deny.StatusCode == 403 ? "Forbidden"u8 : "Invalid"u8);
        writer.WriteString("message"u8, deny.Message);
        writer.WriteEndObject();
    }

    // The API server prepends the webhook's name and a slash to each key, so keys must not contain one (admission plugin, checkKeyFormat).
    private static void WriteAuditAnnotations(Utf8JsonWriter writer, InjectionResult result)
    {
        writer.WriteStartObject("auditAnnotations"u8);
        writer.WriteString("decision"u8, result.Decision switch
        {
            InjectionDecision.Inject => "inject",
            InjectionDecision.Deny => "deny",
            _ => "skip",
        });
        writer.WriteString("reasons"u8, string.Join(',', Reasons(result)));
        if (!result.Profiles.IsEmpty)
        {
            writer.WriteString("profiles"u8, DisplayText.Of(string.Join(',', result.Profiles.Select(profile => profile.Name))).Bound());
        }

        writer.WriteEndObject();
    }

    private static string[] Reasons(InjectionResult result)
    {
        var against = result.Findings
            .Where(finding => finding.Answer is RuleAnswer.Skip or RuleAnswer.Deny)
            .Select(finding => finding.Rule.Text())
            .ToArray();
        return against.Length > 0 ? against : [result.Decision.Reason.Text()];
    }

    private static void WriteWarnings(Utf8JsonWriter writer, InjectionResult result)
    {
        if (result.Warnings.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("warnings"u8);
        foreach (var warning in result.Warnings)
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
    }
}
