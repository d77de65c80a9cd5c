using System.Globalization;

namespace Injector.Grammar.Numbers;

/// <summary>A user ID as written in annotations. Empty text means none: the image or the platform chooses, as OpenShift does.</summary>
internal static class UserNumber
{
    /// <summary>What is wrong with any other text, phrased to follow it in a sentence.</summary>
    public const string Rule = "is not the number of a user (0 to 2147483647), nor empty, which leaves the user to the image or the platform";

    /// <summary>Parses a number; <see langword="null"/> means none.</summary>
    public static bool TryParse(string text, out int? number)
    {
        number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        return number is not null || text.Length == 0;
    }
}
