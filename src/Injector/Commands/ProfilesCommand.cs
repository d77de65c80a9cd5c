using System.CommandLine;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector profiles</c>: looks at the catalogue.</summary>
internal sealed class ProfilesCommand : Command
{
    public ProfilesCommand(CommandConsole console)
        : base("profiles", "Lists, shows and checks profiles.")
    {
        Subcommands.Add(new ProfilesListCommand(console));
        Subcommands.Add(new ProfilesShowCommand(console));
        Subcommands.Add(new ProfilesLintCommand(console));
    }
}
