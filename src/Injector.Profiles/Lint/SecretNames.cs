namespace Injector.Profiles.Lint;

/// <summary>Tells by its name what holds a secret itself, and not the name or the path of one.</summary>
internal static class SecretNames
{
    private static readonly string[] Endings =
        ["password", "passwd", "passphrase", "token", "apikey", "secretaccesskey", "privatekey", "credential", "credentials", "clientsecret"];

    /// <summary>Whether a name such as <c>DB_PASSWORD</c>, <c>apiKey</c> or <c>--auth-token</c> is that of a secret.</summary>
    internal static bool IsSecret(string name)
    {
        var letters = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Array.Exists(Endings, ending => letters.EndsWith(ending, StringComparison.Ordinal));
    }
}
