using Injector.Core.Profiles;
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
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));
        }

        foreach (var profile in catalogue.All)
        {
            table.AddRow(Cells(profile).Select(cell => new Text(cell)));
        }

        Terminal(console).Write(table);
    }

    private static void WriteLines(ProfileCatalogue catalogue, CommandConsole console)
    {
        var lines = new ColumnText();
        lines.Add("NAME", "NAMESPACE", "SOURCE", "DESCRIPTION");
        foreach (var profile in catalogue.All)
        {
            lines.Add(Cells(profile));
        }

        lines.Write(console.Out, colours: false);
    }

    private static string[] Cells(SidecarProfile profile) => [profile.Name, profile.Namespace ?? "-", profile.Source, profile.Description];

    private static IAnsiConsole Terminal(CommandConsole console)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.ColourOut ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(console.Out),
        });
        terminal.Profile.Width = console.Width;
        return terminal;
    }
}
