using System.Text;
using System.Text.RegularExpressions;
using Injector.Output;

namespace Injector.Commands;

/// <summary>
/// A case of a folder of profiles: <c>tests/NAME/pod.yaml</c>, with <c>namespace.yaml</c> beside it where labels and annotations of the namespace
/// matter, and <c>expected.yaml</c>, which holds what the command line prints for them.
/// </summary>
/// <param name="Profiles">The folder of profiles.</param>
/// <param name="Folder">The folder of the case.</param>
internal sealed partial record ProfileCase(string Profiles, string Folder)
{
    private const string ErrorPrefix = "error: ";

    public string Name => Path.GetFileName(Folder);

    public string ExpectedPath => Path.Combine(Folder, "expected.yaml");

    /// <summary>What is expected; <see langword="null"/> when nobody has said yet.</summary>
    public string? Expected => File.Exists(ExpectedPath) ? File.ReadAllText(ExpectedPath) : null;

    /// <summary>The cases of a folder of profiles, in ordinal order.</summary>
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

    /// <summary>The status names versions and contents, which change without changing what is added.</summary>
    [GeneratedRegex(@"^(\s*injector\.io/status: ).*$", RegexOptions.Multiline)]
    private static partial Regex Status();
}
