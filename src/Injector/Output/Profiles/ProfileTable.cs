using Injector.Core.Profiles;
using Injector.Grammar.Messages;
using Spectre.Console;

namespace Injector.Output.Profiles;

/// <summary>The catalogue as a table for people.</summary>
internal static class ProfileTable
{
    /// <summary>Writes the table; a terminal that is narrow wraps the descriptions, everything else gets one line a profile.</summary>
    public static void Write(ProfileCatalogue catalogue, CommandConsole console)
    {
        if (console.Width == int.MaxValue)
        {
            WriteLines(catalogue, console);
            return;
        }

        var table = new Table().NoBorder();
        foreach (var heading in (ReadOnlySpan<string>)["NAME", "NAMESPACE", "SOURCE", "DESCRIPTION"])
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        foreach (var profile in catalogue.All)
        {
            table.AddRow(Cells(profile).Select(cell => new Text(cell.ToString())));
        }

        var colour = Colour.Heading;
        foreach (var line in Rendered(table, console.Width))
        {
            console.Out.WriteLine(new PaintedText(line, colour));
            colour = Colour.None;
        }
    }

    private static void WriteLines(ProfileCatalogue catalogue, CommandConsole console)
    {
        var lines = new ColumnText();
        lines.Add("NAME", "NAMESPACE", "SOURCE", "DESCRIPTION");
        foreach (var profile in catalogue.All)
        {
            lines.Add(Cells(profile));
        }

        lines.Write(console.Out);
    }

    private static DisplayText[] Cells(SidecarProfile profile) => [profile.Name, profile.Namespace ?? "-", profile.Source, profile.Description];

    // Colours are the console's own: what lays out the table writes none.
    private static string[] Rendered(Table table, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        terminal.Profile.Width = width;
        terminal.Write(table);
        return text.ToString().TrimEnd('\n').Split('\n');
    }
}
