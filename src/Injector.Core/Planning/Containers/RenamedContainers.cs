namespace Injector.Core.Planning.Containers;

/// <summary>The names for a container of a profile whose own name is taken, if the profile says <c>onConflict: rename</c>.</summary>
internal static class RenamedContainers
{
    private const int Last = 16;

    /// <summary>The names, in the order in which to try them.</summary>
    /// <param name="name">The name that the profile states.</param>
    public static IEnumerable<string> Of(string name) => Enumerable.Range(2, Last - 1).Select(number => $"{name}-{number}");
}
