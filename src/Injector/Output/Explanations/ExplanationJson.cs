using System.Text.Json;
using Injector.Core.Decisions;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Manifests.Injection;

namespace Injector.Output.Explanations;

/// <summary>Machine-readable explanations of decisions. Field names are stable between releases; fields may be added.</summary>
internal static class ExplanationJson
{
    /// <summary>Writes an object whose member <c>pods</c> contains every pod.</summary>
    public static void Write(IEnumerable<ExplainedPod> pods, CommandConsole console) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject();
        JsonOutput.WriteKind(writer, "Explanation");
        JsonOutput.WriteArray(writer, "pods", pods, pod => WritePod(pod, writer));
        writer.WriteEndObject();
    });

    private static void WritePod(ExplainedPod pod, Utf8JsonWriter writer)
    {
        writer.WriteString("source", pod.Source);
        writer.WriteString("kind", pod.Kind);
        writer.WriteString("name", pod.Name);
        writer.WriteString("namespace", pod.Namespace);
        writer.WriteString("result", DecisionText.Result(pod));
        writer.WriteString("reason", pod.Result.Decision.Reason.Text());
        writer.WriteString("message", DecisionText.Message(pod));
        JsonOutput.WriteArray(writer, "rules", pod.Findings, finding => WriteRule(finding, writer));
        JsonOutput.WriteArray(writer, "profiles", pod.Result.Profiles, profile => WriteProfile(profile, writer));
        writer.WritePropertyName("plan");
        PlanJson.Write(pod.Result.Plan, writer);
        JsonOutput.WriteTexts(writer, "misplacedAnnotations", pod.Misplaced);
        JsonOutput.WriteTexts(writer, "warnings", pod.Result.FullWarnings.Select(warning => warning.ToString()));
        writer.WriteBoolean("namespaceKnown", pod.IsNamespaceKnown);
        WriteRecord(pod, writer);
        WriteDelivery(pod.Delivery, writer);
    }

    private static void WriteDelivery(PodDelivery? delivery, Utf8JsonWriter writer)
    {
        if (delivery is null)
        {
            writer.WriteNull("delivery");
            return;
        }

        writer.WriteStartObject("delivery");
        if (delivery.IsSent is { } isSent)
        {
            writer.WriteBoolean("sent", isSent);
        }
        else
        {
            writer.WriteNull("sent");
        }

        writer.WriteString("message", delivery.Message);
        writer.WriteEndObject();
    }

    private static void WriteRecord(ExplainedPod pod, Utf8JsonWriter writer)
    {
        if (!pod.IsOnRecord)
        {
            writer.WriteNull("record");
            return;
        }

        writer.WriteStartObject("record");
        writer.WriteString("version", pod.Record.Version);
        writer.WriteString("mode", pod.Record.Mode);
        JsonOutput.WriteTextMap(writer, "profiles", pod.Record.Profiles);
        JsonOutput.WriteTexts(writer, "initContainers", pod.Record.InitContainers);
        JsonOutput.WriteTexts(writer, "containers", pod.Record.Containers);
        writer.WriteEndObject();
    }

    private static void WriteRule(RuleFinding finding, Utf8JsonWriter writer)
    {
        writer.WriteString("rule", finding.Rule.Text());
        writer.WriteString("answer", DecisionText.Answer(finding.Answer));
        writer.WriteString("message", finding.Message);
    }

    private static void WriteProfile(RequestedProfile profile, Utf8JsonWriter writer)
    {
        writer.WriteString("name", profile.Name);
        writer.WriteBoolean("known", profile.Profile is not null);
        writer.WriteString("askedBy", profile.RequestedBy);
        writer.WriteString("source", profile.Profile?.Source);
        writer.WriteString("contentHash", profile.Profile?.ContentHash);
        JsonOutput.WriteArray(writer, "parameters", profile.Parameters, parameter => WriteParameter(parameter, writer));
    }

    private static void WriteParameter(ResolvedParameter parameter, Utf8JsonWriter writer)
    {
        writer.WriteString("name", parameter.Parameter.Name);
        writer.WriteString("value", parameter.Value is TemplateValue.Absent ? null : parameter.Value.AsText());
        writer.WriteString("origin", DecisionText.Origin(parameter.Origin));
    }
}
