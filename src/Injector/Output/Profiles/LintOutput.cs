using System.Globalization;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;

namespace Injector.Output.Profiles;

/// <summary>The findings of <c>profiles lint</c>, as text, as JSON and as CI annotations.</summary>
internal sealed class LintOutput(CommandConsole console)
{
    private readonly record struct Entry(string Severity, string Code, string File, int Line, int Column, string Field, string Message);

    /// <summary>Writes findings as compilers do, errors before warnings.</summary>
    public void WriteText(IEnumerable<ProfileError> errors, IEnumerable<LintWarning> warnings)
    {
        foreach (var line in errors.Select(error => error.ToString()).Concat(warnings.Select(warning => warning.ToString())))
        {
            console.Out.WriteLine(line);
        }
    }

    /// <summary>Writes workflow commands of GitHub Actions, which shows each finding at its line in the change.</summary>
    public void WriteGitHub(IEnumerable<ProfileError> errors, IEnumerable<LintWarning> warnings)
    {
        foreach (var entry in Entries(errors, warnings))
        {
            var place = entry.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $",line={entry.Line},col={entry.Column}") : "";
            var text = entry.Field.Length > 0 ? $"{entry.Field}: {entry.Message}" : entry.Message;
            console.Out.WriteLine($"::{entry.Severity} file={Property(entry.File)}{place}::{Data(text)}");
        }
    }

    /// <summary>Writes one object with every finding.</summary>
    public void WriteJson(int profiles, IEnumerable<ProfileError> errors, IEnumerable<LintWarning> warnings) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject();
        JsonOutput.WriteKind(writer, "LintReport");
        writer.WriteNumber("profiles", profiles);
        JsonOutput.WriteArray(writer, "findings", Entries(errors, warnings), entry =>
        {
            writer.WriteString("severity", entry.Severity);
            writer.WriteString("code", entry.Code);
            writer.WriteString("file", entry.File);
            writer.WriteNumber("line", entry.Line);
            writer.WriteNumber("column", entry.Column);
            writer.WriteString("field", entry.Field);
            writer.WriteString("message", entry.Message);
        });
        writer.WriteEndObject();
    });

    private static IEnumerable<Entry> Entries(IEnumerable<ProfileError> errors, IEnumerable<LintWarning> warnings) =>
        errors.Select(error => new Entry("error", "invalid", error.File, error.Line, error.Column, error.FieldPath, error.Message))
            .Concat(warnings.Select(found => new Entry("warning", found.Code, found.File, found.Line, found.Column, found.FieldPath, found.Message)));

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
