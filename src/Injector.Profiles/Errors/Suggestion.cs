using Injector.Grammar.Messages;

namespace Injector.Profiles.Errors;

/// <summary>Suggests the name that an author probably meant.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean 'x'?</c>, or the known names when none is close.</summary>
    internal static string For(string written, IEnumerable<string> known)
    {
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        return NearestName.Of(written, names) is { } nearest
            ? $"; did you mean '{nearest}'?"
            : names.Length == 0 ? "; there are none" : $"; known are {string.Join(", ", names)}";
    }
}
