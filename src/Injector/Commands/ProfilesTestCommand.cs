using System.CommandLine;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector profiles test</c>: runs the test cases in a profiles folder.</summary>
internal sealed class ProfilesTestCommand : Command, IHasExamples
{
    private readonly Argument<string> _directory = new("DIR")
    {
        Description = "Folder of profiles; its cases are the folders tests/*/ with a pod.yaml.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<bool> _update = new("--update") { Description = "Writes what comes out as what is expected; read the difference before you keep it." };

    public ProfilesTestCommand(CommandConsole console)
        : base("test", "Injects the pods of test cases and compares the results with tests/*/expected.yaml.")
    {
        Arguments.Add(_directory);
        Options.Add(_update);
        SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(_directory)!, arguments.GetValue(_update), console, cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector profiles test ./profiles", "run the cases of a folder"),
        new("injector profiles test ./profiles --update", "accept what comes out"),
    ];

    private static async Task<int> RunAsync(string directory, bool update, CommandConsole console, CancellationToken cancellation)
    {
        var cases = ProfileCase.Find(directory);
        if (cases.Count == 0)
        {
            ErrorLine.Write(console, $"{directory} has no cases; put a pod into {Path.Combine(directory, "tests", "NAME", "pod.yaml")}");
            return ExitCodes.Usage;
        }

        var wrong = 0;
        foreach (var one in cases)
        {
            var result = await one.RunAsync(cancellation);
            if (update && result.Text is not null)
            {
                await File.WriteAllTextAsync(one.ExpectedPath, result.Text, cancellation);
            }

            var difference = result.Text is { } actual ? Difference(one.Expected, actual) : $"the case cannot be read: {result.Outcome}";
            wrong += difference is null ? 0 : 1;
            console.Out.WriteLine(difference is null ? $"ok      {one.Name} ({result.Outcome})" : $"failed  {one.Name}: {difference}");
        }

        console.Error.WriteLine($"{cases.Count - wrong} ok, {wrong} failed");
        return wrong == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    /// <summary>The first line that differs; <see langword="null"/> when none does.</summary>
    private static string? Difference(string? expected, string actual)
    {
        if (expected is null)
        {
            return "there is no expected.yaml; --update writes it";
        }

        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        for (var line = 0; line < Math.Max(left.Length, right.Length); line++)
        {
            var (wanted, got) = (left.ElementAtOrDefault(line), right.ElementAtOrDefault(line));
            if (wanted != got)
            {
                return $"line {line + 1} of expected.yaml is {Quoted(wanted)}, but {Quoted(got)} came out";
            }
        }

        return null;
    }

    private static string Quoted(string? line) => line is null ? "missing" : $"'{line.Trim()}'";
}
