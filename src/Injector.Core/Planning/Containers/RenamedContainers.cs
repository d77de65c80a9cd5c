namespace Injector.Core.Planning.Containers;

/// <summary>The names that a container of a profile gets where its own is taken and the profile says <c>onConflict: rename</c>.</summary>
internal static class RenamedContainers
{
    private const int Last = 16;

    /// <summary>The names, the first to try first.</summary>
    /// <param name="name">The name that the profile states.</param>
    public static IEnumerable<string> Of(string name) => Enumerable.Range(2, Last - 1).Select(number => $"{name}-{number}");
}
