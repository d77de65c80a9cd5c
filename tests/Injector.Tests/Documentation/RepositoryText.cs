using Injector.Testing;

namespace Injector.Tests.Documentation;

/// <summary>Reads what the repository says about itself.</summary>
internal static class RepositoryText
{
    public static string PathOf(string file) => Path.Combine(RepositoryRoot.Path, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The part of a text between two marks.</summary>
    public static string Between(string text, string begin, string end)
    {
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, $"there is no '{begin}'");
        start += begin.Length;
        var stop = text.IndexOf(end, start, StringComparison.Ordinal);
        stop.ShouldBeGreaterThanOrEqualTo(0, $"there is no '{end}' after '{begin}'");
        return text[start..stop];
    }
}
