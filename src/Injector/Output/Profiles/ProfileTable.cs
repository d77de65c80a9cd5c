using Injector.Core.Profiles;

namespace Injector.Output.Profiles;

/// <summary>The catalogue as a table for people.</summary>
internal static class ProfileTable
{
    /// <summary>Writes the table; a terminal that is narrow wraps the descriptions, everything else gets one line a profile.</summary>
    public static void Write(ProfileCatalogue catalogue, CommandConsole console)
    {
        var lines = new ColumnText { Width = console.Width };
        lines.Add(Heading("NAME"), Heading("NAMESPACE"), Heading("SOURCE"), Heading("DESCRIPTION"));
        foreach (var profile in catalogue.All)
        {
            lines.Add(profile.Name, profile.Namespace ?? "-", profile.Source, profile.Description);
        }

        lines.Write(console.Out);
    }

    private static PaintedText Heading(string text) => new(text, Colour.Heading);
}
