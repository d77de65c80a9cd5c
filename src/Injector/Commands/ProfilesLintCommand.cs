using System.CommandLine;
using Injector.Options;
using Injector.Output;
using Injector.Output.Profiles;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;

namespace Injector.Commands;

/// <summary><c>injector profiles lint</c>: the same strict check as at loading.</summary>
internal sealed class ProfilesLintCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Profile file or folder of profile files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = MachineOutput.Make("text", "json", "github", "sarif");

    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 when there are warnings, too." };

    public ProfilesLintCommand(CommandConsole console)
        : base("lint", "Checks profiles as strictly as loading does. Errors read FILE:LINE:COLUMN: FIELD: MESSAGE; warnings are of what loads and will probably not work.")
    {
        Arguments.Add(_paths);
        Options.Add(_strict);
        Options.Add(_output);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector profiles lint ./profiles", "check a folder"),
        new("injector profiles lint my-logging.yaml", "check one file"),
        new("injector profiles lint --strict ./profiles", "fail on warnings too, as in CI"),
        new("injector profiles lint -o github ./profiles", "annotations on the change in GitHub Actions"),
        new("injector profiles lint -o sarif ./profiles > lint.sarif", "for code scanning and editors"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var builtIns = BuiltInProfiles.Load();
        var found = 0;
        var (errors, warnings) = (new List<ProfileError>(), new List<LintWarning>());
        foreach (var path in arguments.GetValue(_paths)!)
        {
            var load = ProfileSources.Load(path, builtIns);
            found += load.Profiles.Length - builtIns.Length + load.ReplacedBuiltIns.Length;
            errors.AddRange(load.Errors);
            warnings.AddRange(load.Warnings);
            foreach (var name in load.ReplacedBuiltIns)
            {
                console.Error.WriteLine($"note: {path}: the profile '{name}' takes the place of the built-in one");
            }
        }

        Write(found, errors, warnings, arguments.GetValue(_output)!, console);
        var (wrong, doubtful) = (errors.Count, warnings.Count);
        console.Error.WriteLine($"{Count(found, "profile")} without errors, {Count(wrong, "error")}{(doubtful > 0 ? $", {Count(doubtful, "warning")}" : "")}");
        return wrong == 0 && (doubtful == 0 || !arguments.GetValue(_strict)) ? ExitCodes.Done : ExitCodes.Found;
    }

    private static void Write(int found, List<ProfileError> errors, List<LintWarning> warnings, string format, CommandConsole console)
    {
        var output = new LintOutput(console);
        switch (format)
        {
            case "json":
                output.WriteJson(found, errors, warnings);
                break;
            case "sarif":
                LintSarif.Write(errors, warnings, console);
                break;
            case "github":
                output.WriteGitHub(errors, warnings);
                break;
            default:
                output.WriteText(errors, warnings);
                break;
        }
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
