using System.CommandLine;
using Injector.Core.Snapshots;
using Injector.Grammar.Messages;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Options;

/// <summary>The option <c>--inject</c>, alike in every command that runs the engine offline.</summary>
internal static class InjectOption
{
    /// <summary>How help calls the list of profiles.</summary>
    public const string ListName = "PROFILES";

    /// <summary>The profiles that the option asks for, held to the catalogue: a mistyped name must not go unnoticed because no pod needs it.</summary>
    /// <param name="option">The option.</param>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="snapshot">The profiles that there are.</param>
    /// <param name="console">Receives a warning where unknown profiles are left out.</param>
    /// <exception cref="StartupException">A name is that of no profile.</exception>
    public static string Read(Option<string> option, ParseResult arguments, InjectionSnapshot snapshot, CommandConsole console)
    {
        var text = arguments.GetValue(option)!.Trim();
        var known = snapshot.Profiles.All.Select(profile => profile.Name).ToHashSet(StringComparer.Ordinal);
        List<string> problems =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(name => name is not ("true" or "false") && !known.Contains(name))
                .Select(name => $"{option.Name}: there is no profile '{name}'. {(NearestName.Of(name, known) is { } near ? $"Did you mean '{near}'?" : "'injector profiles list' lists their names.")}"),
        ];
        if (problems.Count > 0 && !snapshot.Settings.SkipUnknownProfiles)
        {
            throw new StartupException(DisplayText.Lines(problems));
        }

        NoticeLines.WriteWarnings(console, problems);
        return text;
    }

    /// <summary>Makes the option.</summary>
    public static Option<string> Make() => new("--inject")
    {
        HelpName = ListName,
        Description = "Profiles for every pod that has no injector.io/inject annotation of its own, such as logging,metrics.",
        DefaultValueFactory = _ => "",
    };
}
