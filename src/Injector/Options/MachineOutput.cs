using System.CommandLine;

namespace Injector.Options;

/// <summary>The option <c>--output</c> of commands that can write for people and for machines.</summary>
internal static class MachineOutput
{
    /// <summary>Makes the option; the first format is the default.</summary>
    public static Option<string> Make(params string[] formats)
    {
        var option = new Option<string>("--output", "-o")
        {
            HelpName = "FORMAT",
            Description = string.Join(", ", formats[..^1]) + $" or {formats[^1]}.",
            DefaultValueFactory = _ => formats[0],
        };
        return option.AcceptOnlyFromAmong(formats);
    }
}
