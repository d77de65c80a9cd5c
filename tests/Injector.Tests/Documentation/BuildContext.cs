using System.Text.RegularExpressions;

namespace Injector.Tests.Documentation;

/// <summary>What a container engine gives to the build stage of a Dockerfile: files that <c>.dockerignore</c> lets in, as soon as a COPY line names them.</summary>
internal sealed class BuildContext(string ignore, string dockerfile)
{
    private readonly (Regex Pattern, bool LetsIn)[] _rules =
        [.. ignore.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => (Pattern(line.TrimStart('!')), line[0] == '!'))];

    private readonly string[] _stage = [.. dockerfile.Split('\n').SkipWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal))];

    /// <summary>Whether a file of the repository lies at its place when the stage comes to the line that begins with a command.</summary>
    public bool Holds(string file, string command) => LetsIn(file) && CopiedBefore(command).Any(copy => Places(copy, file));

    /// <summary>The last rule that fits a file or one of its folders counts, as the reference of Dockerfile says.</summary>
    private bool LetsIn(string file) => _rules.LastOrDefault(rule => rule.Pattern.IsMatch(file), (null!, true)).LetsIn;

    private IEnumerable<string[]> CopiedBefore(string command)
    {
        var end = Array.FindIndex(_stage, line => line.StartsWith($"RUN {command} ", StringComparison.Ordinal));
        end.ShouldBeGreaterThanOrEqualTo(0, $"the build stage does not run {command}");
        return _stage.Take(end).Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1..]);
    }

    private static bool Places(string[] copy, string file)
    {
        var folder = copy[^1] == "./" ? "" : copy[^1];
        return copy[..^1].Any(source => source.EndsWith('/')
            ? source == folder && file.StartsWith(source, StringComparison.Ordinal)
            : source == file && folder + Path.GetFileName(file) == file);
    }

    private static Regex Pattern(string glob) => new(
        $"^{Regex.Escape(glob.TrimEnd('/')).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}(/|$)",
        RegexOptions.CultureInvariant);
}
