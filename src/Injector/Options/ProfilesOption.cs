using System.CommandLine;

namespace Injector.Options;

/// <summary>The option <c>--profiles</c>, alike in every command.</summary>
internal static class ProfilesOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string?> Make() => new("--profiles")
    {
        HelpName = "DIR",
        Description = "Folder of SidecarProfile files, added to the built-in profiles; one of the same name takes a built-in's place.",
    };
}
