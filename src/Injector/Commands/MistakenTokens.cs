using System.CommandLine;
using System.CommandLine.Parsing;
using Injector.Grammar.Messages;
using Injector.Options;

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

/// <summary>Finds values that are empty, most often because a variable of a script was: nobody means a file or a namespace without a name.</summary>
internal static class EmptyValues
{
    /// <summary>One message for each option or argument whose value is empty. Lists may be empty: that is how one asks for none.</summary>
    public static IEnumerable<string> In(ParseResult parsed) => parsed.CommandResult.Children.Where(HasEmptyToken).Select(Message).OfType<string>();

    private static bool HasEmptyToken(SymbolResult result) => result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value));

    private static string? Message(SymbolResult result) => result switch
    {
        OptionResult { Option: { HelpName: var help } option } when !TakesList(help) => $"{option.Name} is empty; write {help ?? "a value"}, or leave the option out.",
        ArgumentResult { Argument: var argument } => $"{argument.Name} is empty.",
        _ => null,
    };

    private static bool TakesList(string? helpName) => helpName is InjectOption.ListName or "LIST" || helpName?.Contains(',', StringComparison.Ordinal) == true;
}
