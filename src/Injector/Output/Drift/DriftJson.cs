using System.Collections.Immutable;
using System.Text.Json;
using Injector.Diagnostics.Drift;
using Injector.Server.Options;

namespace Injector.Output.Drift;

/// <summary>Machine-readable drift. Members may be added between releases, but never renamed.</summary>
internal static class DriftJson
{
    public static void Write(DriftReport report, CommandConsole console) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject();
        JsonOutput.WriteKind(writer, "DriftReport");
        writer.WriteString("server", report.Facts.Server.AbsoluteUri);
        writer.WriteString("kubernetesVersion", report.Facts.Version);
        writer.WriteString("version", BuildVersion.Number);
        writer.WriteString("ownNamespace", report.Facts.OwnNamespace);
        writer.WriteStartObject("summary");
        writer.WriteNumber("pods", report.Pods);
        foreach (var (kind, count) in report.Counts)
        {
            writer.WriteNumber(kind.Word(), count);
        }

        writer.WriteNumber(DriftKind.NotCompared.Word(), report.NotCompared.Length);
        writer.WriteEndObject();
        JsonOutput.WriteArray(writer, "workloads", report.Workloads, workload => WriteWorkload(writer, workload));
        JsonOutput.WriteArray(writer, DriftKind.NotCompared.Word(), report.NotCompared, drift =>
        {
            writer.WriteString("namespace", drift.Pod.Namespace);
            writer.WriteString("pod", drift.Pod.Name);
            writer.WriteString("reason", drift.Reason);
        });
        JsonOutput.WriteTexts(writer, "unread", report.Facts.Unread.Select(unread => unread.Right));
        writer.WriteEndObject();
    });

    private static void WriteWorkload(Utf8JsonWriter writer, WorkloadDrift workload)
    {
        writer.WriteString("namespace", workload.Namespace);
        writer.WriteString("kind", workload.Kind);
        writer.WriteString("name", workload.Name);
        writer.WriteNumber("pods", workload.Pods);
        JsonOutput.WriteArray(writer, "findings", workload.Findings, alike => WriteFinding(writer, alike));
        JsonOutput.WriteTexts(writer, "fixes", workload.Fixes);
    }

    private static void WriteFinding(Utf8JsonWriter writer, ImmutableArray<PodDrift> alike)
    {
        writer.WriteString("drift", alike[0].Kind.Word());
        writer.WriteString("reason", alike[0].Reason);
        JsonOutput.WriteTexts(writer, "pods", alike.Select(drift => drift.Pod.Name));
        JsonOutput.WriteTexts(writer, "profiles", alike[0].Profiles);
        JsonOutput.WriteArray(writer, "differences", alike[0].Differences, difference =>
        {
            writer.WriteString("path", difference.Path);
            writer.WriteString("is", difference.Is);
            writer.WriteString("wouldBe", difference.WouldBe);
        });
    }
}
