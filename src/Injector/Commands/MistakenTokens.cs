using System.CommandLine;
using System.CommandLine.Parsing;
using Injector.Grammar.Messages;
using Injector.Options;

namespace Injector.Commands;

/// <summary>Finds unknown options and arguments, including those that the parser took for file names.</summary>
internal static class StrayTokens
{
    /// <summary>Options that kubectl and others have and this program does not, with their replacements.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["-k"] = "Write: kubectl kustomize DIR | injector inject -f -",
        ["--kustomize"] = "Write: kubectl kustomize DIR | injector inject -f -",
        ["--cluster"] = "Write the cluster and the user as a context of the kubeconfig, and name it with --context.",
        ["--user"] = "Write the cluster and the user as a context of the kubeconfig, and name it with --context.",
        ["--token"] = "Write the token into a kubeconfig, and name it with --kubeconfig.",
        ["--server"] = "Write the server into a kubeconfig, and name it with --kubeconfig.",
    };

    /// <summary>Tokens that the parser could not match, and options among the arguments.</summary>
    public static IReadOnlyList<string> In(ParseResult parsed) =>
        [.. parsed.UnmatchedTokens.Concat(Mistaken(parsed)).Distinct(StringComparer.Ordinal)];

    /// <summary>One message for each option that was taken for an argument.</summary>
    public static IEnumerable<string> Messages(ParseResult parsed) => Mistaken(parsed).Select(token => $"Unrecognized command or argument '{token}'.");

    /// <summary>The replacement; <see langword="null"/> when none is known.</summary>
    /// <param name="token">The unknown token.</param>
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

/// <summary>Finds empty values, which usually come from an empty variable in a script: no file or namespace has an empty name.</summary>
internal static class EmptyValues
{
    /// <summary>One message for each option or argument with an empty value. Lists may be empty, to say that there are none.</summary>
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
