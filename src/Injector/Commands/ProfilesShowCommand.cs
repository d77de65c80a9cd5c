using System.CommandLine;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;
using Injector.Options;
using Injector.Output;
using Injector.Output.Profiles;

namespace Injector.Commands;

/// <summary><c>injector profiles show</c>: one profile with everything that can be set.</summary>
internal sealed class ProfilesShowCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "Name of the profile.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every profile instead of one." };
    private readonly Option<string?> _profiles = ProfilesOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "json", "yaml", "markdown");

    public ProfilesShowCommand(CommandConsole console)
        : base("show", "Shows a profile: its annotations with types, defaults and examples, its containers and its ports.")
    {
        _name.CompletionSources.Add(_ => ProfileSources.Read(null).All.Select(profile => profile.Name));
        Arguments.Add(_name);
        Options.Add(_all);
        Options.Add(_profiles);
        Options.Add(_output);
        Validators.Add(result =>
        {
            if ((result.GetValue(_name) is not null) == result.GetValue(_all))
            {
                result.AddError("Name one profile, or ask for --all; 'injector profiles list' lists their names.");
            }
        });
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector profiles show logging", "every annotation of a profile"),
        new("injector profiles show logging -o yaml > my-logging.yaml", "start a profile of your own"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var catalogue = ProfileSources.Read(arguments.GetValue(_profiles));
        var name = arguments.GetValue(_name);
        List<SidecarProfile> chosen = [.. catalogue.All.Where(profile => name is null || profile.Name == name)];
        if (chosen.Count == 0)
        {
            var known = catalogue.All.Select(profile => profile.Name).ToList();
            var near = NearestName.Of(name!, known) is { } meant ? $" Did you mean '{meant}'?" : "";
            ErrorLine.Write(console, $"There is no profile '{name}'.{near} Known are {string.Join(", ", known)}.");
            return ExitCodes.Usage;
        }

        Show(chosen, name is not null, arguments.GetValue(_output)!, console);
        return ExitCodes.Done;
    }

    private static void Show(List<SidecarProfile> profiles, bool isOne, string format, CommandConsole console)
    {
        switch (format)
        {
            case "json" when isOne:
                profiles.ForEach(profile => ProfileJson.Write(profile, console));
                break;
            case "json":
                ProfileJson.WriteAll(profiles, console);
                break;
            case "yaml":
                ProfileYaml.Write(profiles, console);
                break;
            default:
                ShowPages(profiles, format == "markdown" ? ProfileMarkdown.Write : ProfilePage.Write, console);
                break;
        }
    }

    private static void ShowPages(List<SidecarProfile> profiles, Action<SidecarProfile, DisplayWriter> write, CommandConsole console)
    {
        for (var i = 0; i < profiles.Count; i++)
        {
            if (i > 0)
            {
                console.Out.WriteLine();
            }

            write(profiles[i], console.Out);
        }
    }
}
