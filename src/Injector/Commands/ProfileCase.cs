using System.Text;
using System.Text.RegularExpressions;
using Injector.Output;

namespace Injector.Commands;

/// <summary>
/// A test case of a profiles folder: <c>tests/NAME/pod.yaml</c>, with <c>namespace.yaml</c> if labels and annotations of the namespace matter, and
/// <c>expected.yaml</c> with the expected output of the command line.
/// </summary>
/// <param name="Profiles">The folder of profiles.</param>
/// <param name="Folder">The folder of the case.</param>
internal sealed partial record ProfileCase(string Profiles, string Folder)
{
    private const string ErrorPrefix = "error: ";

    public string Name => Path.GetFileName(Folder);

    public string ExpectedPath => Path.Combine(Folder, "expected.yaml");

    /// <summary>The expected output; <see langword="null"/> when there is none yet.</summary>
    public string? Expected => File.Exists(ExpectedPath) ? File.ReadAllText(ExpectedPath) : null;

    /// <summary>The cases of a profiles folder, in ordinal order.</summary>
    public static IReadOnlyList<ProfileCase> Find(string profiles)
    {
        var tests = Path.Combine(profiles, "tests");
        return Directory.Exists(tests)
            ? [.. Directory.GetDirectories(tests).Order(StringComparer.Ordinal).Select(folder => new ProfileCase(profiles, folder))]
            : [];
    }

    /// <summary>Runs <c>injector inject</c> over the pod: the report as comments, then the pod.</summary>
    public async Task<ProfileCaseResult> RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(Folder, "pod.yaml")))
        {
            return ProfileCaseResult.Unreadable("there is no pod.yaml");
        }

        using var output = new MemoryStream();
        await using var text = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        using var report = new StringWriter { NewLine = "\n" };
        using var nothing = new MemoryStream();
        var console = new CommandConsole { Input = nothing, Output = output, Out = new DisplayWriter(text), Error = new DisplayWriter(report) };
        var exitCode = await CommandLine.RunAsync(Arguments(), console, cancellation);
        if (exitCode is not (ExitCodes.Done or ExitCodes.Found))
        {
            var reason = report.ToString().Trim().ReplaceLineEndings("; ");
            return ProfileCaseResult.Unreadable(reason.StartsWith(ErrorPrefix, StringComparison.Ordinal) ? reason[ErrorPrefix.Length..] : reason);
        }

        var comments = string.Concat(report.ToString().TrimEnd('\n').Split('\n').Select(line => $"# {line}\n"));
        return ProfileCaseResult.Of(report.ToString(), Status().Replace(comments + Encoding.UTF8.GetString(output.ToArray()), "$1…"));
    }

    private string[] Arguments()
    {
        string[] pod = ["inject", "--profiles", Profiles, "-f", Path.Combine(Folder, "pod.yaml")];
        var @namespace = Path.Combine(Folder, "namespace.yaml");
        return File.Exists(@namespace) ? [.. pod, "--namespaces", @namespace] : pod;
    }

    /// <summary>The status contains versions and hashes, which change without a change in what is added.</summary>
    [GeneratedRegex(@"^(\s*injector\.io/status: ).*$", RegexOptions.Multiline)]
    private static partial Regex Status();
}

/// <summary>The result of a case.</summary>
/// <param name="Text">The text to compare with <c>expected.yaml</c>; <see langword="null"/> when the case cannot be read.</param>
/// <param name="Outcome">The outcome for its workloads, such as <c>denied</c>, or why the case cannot be read.</param>
internal sealed partial record ProfileCaseResult(string? Text, string Outcome)
{
    /// <summary>A case that tests nothing, whatever its <c>expected.yaml</c> contains.</summary>
    internal static ProfileCaseResult Unreadable(string reason) => new(null, reason);

    /// <summary>Takes the outcome from the report's last line, such as <c>1 injected, 0 skipped, 0 denied, 0 passed through</c>.</summary>
    internal static ProfileCaseResult Of(string report, string text)
    {
        var last = report.TrimEnd().Split('\n')[^1];
        var counts = Count().Matches(last).Where(match => match.Groups[1].Value != "0").ToArray();
        return counts switch
        {
            [] => Unreadable("pod.yaml holds no pod and no workload"),
            [var only] when only.Groups[1].Value == "1" => new(text, only.Groups[2].Value),
            _ => new(text, string.Join(", ", counts.Select(count => count.Value))),
        };
    }

    [GeneratedRegex("([0-9]+) (injected|skipped|denied)")]
    private static partial Regex Count();
}
