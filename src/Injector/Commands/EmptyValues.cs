using System.CommandLine;
using System.CommandLine.Parsing;
using Injector.Options;

namespace Injector.Commands;

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

    private static bool TakesList(string? helpName) => helpName is AskOption.ListName or "LIST" || helpName?.Contains(',', StringComparison.Ordinal) == true;
}
