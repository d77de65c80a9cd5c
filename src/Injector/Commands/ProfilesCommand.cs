using System.CommandLine;
using Injector.Options;
using Injector.Output;
using Injector.Output.Profiles;

namespace Injector.Commands;

/// <summary><c>injector profiles</c>: the catalogue, and commands for authors of profiles.</summary>
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

/// <summary><c>injector profiles list</c>: the catalogue.</summary>
internal sealed class ProfilesListCommand : Command, IHasExamples
{
    private readonly Option<string?> _profiles = ProfilesOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "json");

    public ProfilesListCommand(CommandConsole console)
        : base("list", "Lists the profiles that pods may ask for.")
    {
        Options.Add(_profiles);
        Options.Add(_output);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector profiles list", "the built-in profiles"),
        new("injector profiles list --profiles ./profiles -o json", "with profiles of your own, for machines"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var catalogue = ProfileSources.Read(arguments.GetValue(_profiles));
        if (arguments.GetValue(_output) == "json")
        {
            ProfileJson.WriteList(catalogue, console);
            return ExitCodes.Done;
        }

        ProfileTable.Write(catalogue, console);
        return ExitCodes.Done;
    }
}
