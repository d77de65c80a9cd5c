using System.Text;
using Injector.Tests.Commands;

namespace Injector.Tests.Mutations;

/// <summary>
/// One manifest through the command line: injected, injected again and taken out again. Whatever the manifest, the exit code is a documented one, nothing is
/// written beside an error, what was not injected keeps its bytes, a second pass adds nothing, and taking out works.
/// </summary>
/// <param name="Outcome">What came of it, in few words.</param>
/// <param name="Violations">The rules that do not hold.</param>
internal sealed record MutatedManifestRun(string Outcome, IReadOnlyList<string> Violations)
{
    /// <summary>What is asked for, whatever the manifest says.</summary>
    private static readonly string[] Inject = ["inject", "-f", "-", "--inject", "log-tail"];

    /// <summary>The outcome when taking out gave every byte back.</summary>
    public const string GivenBack = "injected, every byte given back";

    /// <summary>What the report says of documents whose lines could not be kept.</summary>
    private const string WrittenAnew = "written anew";

    /// <summary>Runs one.</summary>
    public static MutatedManifestRun Of(string text)
    {
        var input = Encoding.UTF8.GetBytes(text);
        var injected = CommandRun.WithInput(input, Inject);
        if (injected.ExitCode != ExitCodes.Done)
        {
            return new MutatedManifestRun(
                injected.ExitCode == ExitCodes.Usage ? "refused" : injected.ExitCode == ExitCodes.Found ? "denied" : "fault",
                [
                    .. Unless(injected.ExitCode is ExitCodes.Found or ExitCodes.Usage, $"inject ends with {injected.ExitCode}: {FirstLine(injected.Error)}"),
                    .. Unless(injected.OutputBytes.Length == 0, "manifests are written beside an error"),
                    .. Unless(injected.Error.Length > 0, "no word of what is wrong"),
                ]);
        }

        if (!injected.Error.Contains(" injected  ", StringComparison.Ordinal))
        {
            return new MutatedManifestRun("passed through", [.. Unless(injected.OutputBytes.AsSpan().SequenceEqual(input), "bytes changed though nothing was injected")]);
        }

        var again = CommandRun.WithInput(injected.OutputBytes, Inject);
        var removed = CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-");
        var isAnew = injected.Error.Contains(WrittenAnew, StringComparison.Ordinal);
        return new MutatedManifestRun(
            removed.OutputBytes.AsSpan().SequenceEqual(input) ? GivenBack : isAnew ? "injected, written anew" : "injected, other bytes given back",
            [
                .. Unless(again.ExitCode == ExitCodes.Done && again.OutputBytes.AsSpan().SequenceEqual(injected.OutputBytes), $"a second pass ends with {again.ExitCode} or changes something: {FirstLine(again.Error)}"),
                .. Unless(removed.ExitCode == ExitCodes.Done, $"uninject ends with {removed.ExitCode}: {FirstLine(removed.Error)}"),
                .. Unless(!EndsLinesWithCarriageReturns(text) || EndsLinesWithCarriageReturns(injected.Output), "a line without a carriage return among others with one"),
            ]);
    }

    private static bool EndsLinesWithCarriageReturns(string text) => text.Contains('\r', StringComparison.Ordinal) && !text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n');

    private static string FirstLine(string error) => error.Split('\n')[0];

    private static IEnumerable<string> Unless(bool holds, string violation) => holds ? [] : [violation];
}
