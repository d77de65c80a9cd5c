using System.CommandLine;
using Injector.Core.Snapshots;
using Injector.Grammar.Messages;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Options;

/// <summary>The option <c>--inject</c>, the same in every command that runs the engine offline.</summary>
internal static class InjectOption
{
    /// <summary>Name of the list of profiles in help.</summary>
    public const string ListName = "PROFILES";

    /// <summary>The profiles that the option requests, checked against the catalogue: a mistyped name must be noticed even if no pod needs it.</summary>
    /// <param name="option">The option.</param>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="snapshot">Contains the existing profiles.</param>
    /// <param name="console">Receives a warning if unknown profiles are skipped.</param>
    /// <exception cref="StartupException">A profile does not exist.</exception>
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

    /// <summary>Creates the option.</summary>
    public static Option<string> Make() => new("--inject")
    {
        HelpName = ListName,
        Description = "Profiles for every pod that has no injector.io/inject annotation of its own, such as logging,metrics.",
        DefaultValueFactory = _ => "",
    };
}
