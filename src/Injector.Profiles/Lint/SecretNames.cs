using System.Text.RegularExpressions;

namespace Injector.Profiles.Lint;

/// <summary>Recognizes names of secrets, such as <c>DB_PASSWORD</c> or <c>apiKey</c>, and values that are secrets regardless of their name.</summary>
internal static partial class SecretNames
{
    /// <summary>Max length of a name or value that is examined, in UTF-16 characters.</summary>
    private const int MaxLength = 4096;

    private static readonly string[] Terms =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "token", "secret", "credential", "credentials", "authorization", "apikey", "secretkey", "accesskey",
        "privatekey", "requirepass", "masterauth",
    ];

    private static readonly string[] Keys = ["api", "access", "private", "secret", "encryption", "signing", "license", "account", "auth", "master", "shared", "app"];

    /// <summary>Words that turn the name into a switch or a measure, as in <c>ALLOW_EMPTY_PASSWORD</c>.</summary>
    private static readonly string[] Switches = ["allow", "allows", "require", "requires", "enable", "enabled", "disable", "use", "has", "no", "skip", "min", "max", "validate", "rotate", "mount", "automount"];

    /// <summary>Whether a name denotes a secret itself, not the Secret, the file or the path that contains it.</summary>
    internal static bool IsSecret(string name)
    {
        if (name.Length > MaxLength)
        {
            return false;
        }

        string[] words = [.. Word().Matches(name).Select(match => match.Value.ToLowerInvariant())];
        return words is [.., var last] && !words.Any(Switches.Contains)
            && (Terms.Contains(last)
                || (last == "key" && words.Length > 1 && Keys.Contains(words[^2]))
                || (last == "pass" && !name.Any(char.IsLower)));
    }

    /// <summary>Whether a value, given that its name denotes a secret, is one in plain text: neither empty nor a reference, a path or a word such as <c>true</c>.</summary>
    internal static bool IsPlain(string value)
    {
        var bare = value.Trim().Trim('"', '\'', ';').Trim();
        return bare.Length > 0 && bare[0] is not ('/' or '$' or '%' or '<' or '@')
            && !bare.Contains("$(", StringComparison.Ordinal) && !bare.Contains("${", StringComparison.Ordinal) && !bare.Contains("{{", StringComparison.Ordinal)
            && bare.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "none" or "null" or "nil");
    }

    /// <summary>Whether a text contains a secret regardless of its name: a private key, or a password in a URL.</summary>
    internal static bool HoldsOne(string text) =>
        text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
        || (text.Contains("://", StringComparison.Ordinal) && UserInUrl().Matches(text).Any(match => IsPlain(match.Groups[1].Value)));

    /// <summary>Name and value of each line or argument that is a setting, such as <c>password = x</c>, <c>--token=x</c> or <c>requirepass x</c>.</summary>
    internal static IEnumerable<(string Name, string Value)> Settings(string text) => text
        .Split('\n')
        .Where(line => line.Length <= MaxLength)
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] is not ('#' or ';') && !line.StartsWith("//", StringComparison.Ordinal))
        .Select(line => Setting().Match(line))
        .Where(match => match.Success)
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("://[^/\\s:@]*:([^/\\s@]+)@", RegexOptions.NonBacktracking)]
    private static partial Regex UserInUrl();

    [GeneratedRegex("^(?:export +|set +)?[\"']?(?:-{1,2})?([A-Za-z][A-Za-z0-9_.-]*)[\"']?(?:\\s*[:=]+\\s*|\\s+)([^\\s].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Setting();
}
