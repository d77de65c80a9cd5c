using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Tests.Commands;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Tests.Mutations;

/// <summary>
/// One manifest through the command line: injected, injected again and taken out again. Whatever the manifest, the exit code is a documented one, nothing is
/// written beside an error, what was not injected keeps its bytes, a second pass adds nothing, and taking out
/// gives the same values back.
/// </summary>
/// <param name="Outcome">What came of it, in few words.</param>
/// <param name="Violations">The rules that do not hold.</param>
internal sealed record MutatedManifestRun(string Outcome, IReadOnlyList<string> Violations)
{
    /// <summary>What is asked for, whatever the manifest says.</summary>
    private static readonly string[] Inject = ["inject", "-f", "-", "--inject", "log-tail"];

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>The outcome when taking out gave every byte back.</summary>
    public const string GivenBack = "injected, every byte given back";

    /// <summary>What a manifest holds that was injected before: taking out goes back to what was ahead of that.</summary>
    private const string Record = "injector.io/status";

    /// <summary>What the report says of documents whose lines could not be kept.</summary>
    private const string WrittenWhole = "rewritten";

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
        var isWrittenWhole = injected.Error.Contains(WrittenWhole, StringComparison.Ordinal);
        var isGivenBack = removed.OutputBytes.AsSpan().SequenceEqual(input);
        var isSame = isGivenBack || JsonNode.DeepEquals(Values(removed.OutputBytes), Values(input));
        return new MutatedManifestRun(
            isGivenBack ? GivenBack : isWrittenWhole ? "injected, rewritten" : isSame ? "injected, the same values given back in other bytes" : "injected, a record of its own taken out",
            [
                // A volume that a container of the author's mounts stays, and uninject says so.
                .. Unless(isSame || text.Contains(Record, StringComparison.Ordinal) || removed.Error.Contains(" stays: container ", StringComparison.Ordinal), "taking out gives other values back"),
                .. Unless((again.ExitCode == ExitCodes.Done && again.OutputBytes.AsSpan().SequenceEqual(injected.OutputBytes)) || SharesNames(input), $"a second pass ends with {again.ExitCode} or changes something: {FirstLine(again.Error)}"),
                .. Unless(removed.ExitCode == ExitCodes.Done, $"uninject ends with {removed.ExitCode}: {FirstLine(removed.Error)}"),
                .. Unless(!EndsLinesWithCarriageReturns(text) || EndsLinesWithCarriageReturns(injected.Output), "a line without a carriage return among others with one"),
            ]);
    }

    private static bool EndsLinesWithCarriageReturns(string text) => text.Contains("\r\n", StringComparison.Ordinal) && !text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n');

    /// <summary>What each document says, whatever its bytes are; <see langword="null"/> when one cannot be read.</summary>
    private static JsonArray? Values(byte[] manifests)
    {
        try
        {
            return
            [
                .. LoadedDocument.ReadAll([new ManifestSource("it", manifests)], TemplateKinds.None).Select(document => document.Tree.Root).OfType<TreeNode>()
                    .Select(root => JsonNode.Parse(JsonTreeWriter.WriteAsSent(root).Span, documentOptions: Deep)),
            ];
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    /// <summary>Whether containers of a pod share a name, which API servers refuse: by the name nobody can tell which of them is meant.</summary>
    private static bool SharesNames(byte[] manifests) =>
        LoadedDocument.ReadAll([new ManifestSource("it", manifests)], TemplateKinds.None).SelectMany(document => document.Objects).Any(found =>
            (found.FindTemplate()?["spec"] as MappingNode)?["containers"] is SequenceNode containers
            && containers.Items.OfType<MappingNode>().GroupBy(container => container.Text("name")).Any(named => named.Count() > 1));

    private static string FirstLine(string error) => error.Split('\n')[0];

    private static IEnumerable<string> Unless(bool holds, string violation) => holds ? [] : [violation];
}
