using System.CommandLine;

namespace Injector.Commands;

/// <summary>The option <c>--inject</c>, alike in every command that runs the engine offline.</summary>
internal static class AskOption
{
    /// <summary>How help calls the list of profiles.</summary>
    public const string ListName = "PROFILES";

    /// <summary>Makes the option.</summary>
    public static Option<string> Make() => new("--inject")
    {
        HelpName = ListName,
        Description = "Profiles for every pod that has no injector.io/inject annotation of its own, such as logging,metrics.",
        DefaultValueFactory = _ => "",
    };
}
