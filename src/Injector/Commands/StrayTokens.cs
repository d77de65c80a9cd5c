using System.CommandLine;
using System.CommandLine.Parsing;
using Injector.Core.Messages;

namespace Injector.Commands;

/// <summary>Finds what a command does not know, also where it was taken for the name of a file because it stands where one may stand.</summary>
internal static class StrayTokens
{
    /// <summary>What kubectl and others know and this program does not, with what to write instead.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["-k"] = "Write: kubectl kustomize DIR | injector inject -f -",
        ["--kustomize"] = "Write: kubectl kustomize DIR | injector inject -f -",
        ["--cluster"] = "Write the cluster and the user as a context of the kubeconfig, and name it with --context.",
        ["--user"] = "Write the cluster and the user as a context of the kubeconfig, and name it with --context.",
        ["--token"] = "Write the token into a kubeconfig, and name it with --kubeconfig.",
        ["--server"] = "Write the server into a kubeconfig, and name it with --kubeconfig.",
    };

    /// <summary>Those that the parser did not place, and options among the arguments.</summary>
    public static IReadOnlyList<string> In(ParseResult parsed) =>
        [.. parsed.UnmatchedTokens.Concat(Mistaken(parsed)).Distinct(StringComparer.Ordinal)];

    /// <summary>One message for each option that was taken for an argument.</summary>
    public static IEnumerable<string> Messages(ParseResult parsed) => Mistaken(parsed).Select(token => $"Unrecognized command or argument '{token}'.");

    /// <summary>What to write instead; <see langword="null"/> when that is not known.</summary>
    /// <param name="token">What was written.</param>
    /// <param name="known">The names that the command knows.</param>
    public static string? Hint(string token, IEnumerable<string> known)
    {
        var name = token.Split('=')[0];
        return Known.GetValueOrDefault(name) ?? (NearestName.Of(name, known) is { } near ? $"Did you mean '{near}'?" : null);
    }

    private static IEnumerable<string> Mistaken(ParseResult parsed) => parsed.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Select(token => token.Value)
        .Where(token => token.Length > 1 && token[0] == '-');
}
