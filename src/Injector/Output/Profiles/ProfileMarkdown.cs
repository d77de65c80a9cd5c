using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;

namespace Injector.Output.Profiles;

/// <summary>One profile as a section of Markdown, the form of the reference in src/Injector.Profiles/README.md.</summary>
internal static class ProfileMarkdown
{
    /// <summary>Writes the section.</summary>
    public static void Write(SidecarProfile profile, DisplayWriter writer)
    {
        writer.WriteLine($"### `{profile.Name}`");
        writer.WriteLine();
        writer.WriteLine(Cell(profile.Description));
        writer.WriteLine();
        writer.WriteLine("| annotation | type | default | meaning |");
        writer.WriteLine("|---|---|---|---|");
        foreach (var parameter in profile.Parameters)
        {
            writer.WriteLine(Row(profile, parameter));
        }

        WriteContainers([.. DescribedContainer.AllOf(profile)], writer);
        foreach (var port in profile.Ports)
        {
            writer.WriteLine();
            writer.WriteLine($"Listens on {port.Protocol} port `{PortText.Preferred(port)}` (`{port.Name}`), {PortText.Range(port)}.");
        }
    }

    private static void WriteContainers(List<DescribedContainer> containers, DisplayWriter writer)
    {
        if (containers.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("| adds | image | resources | when |");
        writer.WriteLine("|---|---|---|---|");
        foreach (var container in containers)
        {
            writer.WriteLine($"| {container.Role} `{container.Name}` | `{Cell(container.Image)}` | {Cell(container.ResourcesText)} | {Code(container.When)} |");
        }
    }

    private static string Row(SidecarProfile profile, ProfileParameter parameter)
    {
        var limits = ParameterText.Limits(parameter);
        var type = ParameterText.Type(parameter) + (limits.Length == 0 ? "" : $", {Code(limits)}");
        var fallback = parameter is { Required: false, RequiredWhen: null, DefaultFrom: null, DefaultText.Length: > 0 }
            ? Code(parameter.DefaultText)
            : Cell(ParameterText.Default(parameter));
        return $"| `{ParameterText.Annotation(profile, parameter)}` | {type} | {fallback} | {Cell(parameter.Description)} Example: {Code(parameter.Example)} |";
    }

    private static string Code(string text) => text.Length == 0 ? "" : $"`{Cell(text)}`";

    // A bar would end the cell, also inside code; a line break would end the table.
    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
