using System.CommandLine;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector profiles</c>: the catalogue, and profiles of one's own.</summary>
internal sealed class ProfilesCommand : Command
{
    public ProfilesCommand(CommandConsole console)
        : base("profiles", "Lists, shows, starts, checks and tests profiles.")
    {
        Subcommands.Add(new ProfilesListCommand(console));
        Subcommands.Add(new ProfilesShowCommand(console));
        Subcommands.Add(new ProfilesInitCommand(console));
        Subcommands.Add(new ProfilesLintCommand(console));
        Subcommands.Add(new ProfilesTestCommand(console));
    }
}
