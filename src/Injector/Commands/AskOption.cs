using System.CommandLine;

namespace Injector.Commands;

/// <summary>The option <c>--inject</c>, alike in every command that runs the engine offline.</summary>
internal static class AskOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Make() => new("--inject")
    {
        HelpName = "PROFILES",
        Description = "Profiles for every pod that has no injector.io/inject annotation of its own, such as logging,metrics.",
        DefaultValueFactory = _ => "",
    };
}
