using System.CommandLine;

namespace Injector.Commands;

/// <summary>The option <c>-f</c>, alike in every command that reads manifests.</summary>
internal static class InputOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string[]> Make(string description) => new("--filename", "-f")
    {
        HelpName = "FILE|DIR|-",
        Description = description,
        Required = true,
    };
}
