using System.CommandLine;
using Injector.Injection;
using Injector.Output;
using Injector.Profiles.BuiltIn;

namespace Injector.Commands;

/// <summary><c>injector profiles lint</c>: the strict check that loading makes.</summary>
internal sealed class ProfilesLintCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Profile file or folder of profile files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 when there are warnings, too." };

    public ProfilesLintCommand(CommandConsole console)
        : base("lint", "Checks profiles as strictly as loading does. Errors read FILE:LINE:COLUMN: FIELD: MESSAGE; warnings are of what loads and will probably not work.")
    {
        Arguments.Add(_paths);
        Options.Add(_strict);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector profiles lint ./profiles", "check a folder"),
        new("injector profiles lint my-logging.yaml", "check one file"),
        new("injector profiles lint --strict ./profiles", "fail on warnings too, as in CI"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var builtIns = BuiltInProfiles.Load();
        var (found, wrong, doubtful) = (0, 0, 0);
        foreach (var path in arguments.GetValue(_paths)!)
        {
            var load = ProfileSources.Load(path, builtIns);
            found += load.Profiles.Length - builtIns.Length + load.ReplacedBuiltIns.Length;
            wrong += load.Errors.Length;
            doubtful += load.Warnings.Length;
            foreach (var error in load.Errors)
            {
                console.Out.WriteLine(error.ToString());
            }

            foreach (var warning in load.Warnings)
            {
                console.Out.WriteLine(warning.ToString());
            }

            foreach (var name in load.ReplacedBuiltIns)
            {
                console.Error.WriteLine($"note: {path}: the profile '{name}' takes the place of the built-in one");
            }
        }

        console.Error.WriteLine($"{Count(found, "profile")} without errors, {Count(wrong, "error")}{(doubtful > 0 ? $", {Count(doubtful, "warning")}" : "")}");
        return wrong == 0 && (doubtful == 0 || !arguments.GetValue(_strict)) ? ExitCodes.Done : ExitCodes.Found;
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
