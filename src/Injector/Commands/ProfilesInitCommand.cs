using System.CommandLine;
using System.Text;
using Injector.Output;
using Injector.Profiles.Files;

namespace Injector.Commands;

/// <summary><c>injector profiles init</c>: the first file of a profile of one's own, and a first test case.</summary>
internal sealed class ProfilesInitCommand : Command, IHasExamples
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the profile: lower-case letters, digits and inner hyphens." };

    private readonly Option<string> _directory = new("--directory", "-d")
    {
        Description = "Folder to write into; it is made where it is missing.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public ProfilesInitCommand(CommandConsole console)
        : base("init", "Writes a commented profile that works as it is, and a pod to test it with. Files that exist are left alone.")
    {
        Arguments.Add(_name);
        Options.Add(_directory);
        SetAction(arguments => Run(arguments.GetValue(_name)!, arguments.GetValue(_directory)!, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples => [new("injector profiles init audit -d profiles", "start a profile called audit")];

    private static int Run(string name, string directory, CommandConsole console)
    {
        var profile = ProfileSkeleton.Profile(name);
        var load = ProfileText.Parse(Encoding.UTF8.GetBytes(profile), $"{name}.yaml");
        if (!load.Errors.IsEmpty)
        {
            // The skeleton itself has no errors, so the name has.
            ErrorLine.Write(console, $"'{name}' cannot be the name of a profile: {load.Errors[0].Message}");
            return ExitCodes.Usage;
        }

        var files = new[]
        {
            (Path: Path.Combine(directory, $"{name}.yaml"), Text: profile),
            (Path: Path.Combine(directory, "tests", name, "pod.yaml"), Text: ProfileSkeleton.Pod(name)),
        };
        if (files.FirstOrDefault(file => File.Exists(file.Path)) is { Path: { } existing })
        {
            ErrorLine.Write(console, $"{existing} exists already; choose another name or folder");
            return ExitCodes.Usage;
        }

        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            console.Out.WriteLine(path);
        }

        console.Error.WriteLine($"Next: injector profiles lint {directory}, and injector profiles test {directory} --update");
        return ExitCodes.Done;
    }
}
