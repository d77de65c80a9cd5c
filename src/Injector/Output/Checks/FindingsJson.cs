using System.Collections.Immutable;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Output.Checks;

/// <summary>Machine-readable findings. Members may be added between releases, but never renamed.</summary>
internal static class FindingsJson
{
    public static void Write(ImmutableArray<Finding> findings, ClusterFacts facts, CommandConsole console) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject();
        JsonOutput.WriteKind(writer, "CheckReport");
        writer.WriteString("server", facts.Server.AbsoluteUri);
        writer.WriteString("kubernetesVersion", facts.Version);
        writer.WriteString("configuration", facts.Scope.Configuration);
        writer.WriteString("ownNamespace", facts.OwnNamespace);
        writer.WriteStartObject("summary");
        foreach (var (word, count) in FindingsTable.Counts(findings))
        {
            writer.WriteNumber(word, count);
        }

        writer.WriteEndObject();
        JsonOutput.WriteArray(writer, "findings", findings, finding =>
        {
            writer.WriteString("state", finding.State.Word());
            writer.WriteString("check", finding.Check);
            if (finding.Section.Length > 0)
            {
                writer.WriteString("section", finding.Section);
            }

            writer.WriteString("detail", finding.Detail);
            if (finding.Fix.Length > 0)
            {
                writer.WriteString("fix", finding.Fix);
            }
        });
        writer.WriteEndObject();
    });
}
