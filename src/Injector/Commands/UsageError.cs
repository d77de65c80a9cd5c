using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Injector.Grammar.Messages;
using Injector.Output;

namespace Injector.Commands;

/// <summary>Reports errors in a command line, with suggestions.</summary>
internal static class UsageError
{
    /// <summary>Writes the errors of a command line to standard error.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Report(ParseResult parsed, CommandConsole console)
    {
        if (parsed.Action is CommandLineAction { ClearsParseErrors: true })
        {
            return false;
        }

        // A mistyped command is not reported as a missing one as well, nor an empty value as an invalid one.
        List<string> messages = [.. EmptyValues.In(parsed).Distinct(StringComparer.Ordinal)];
        if (messages.Count == 0)
        {
            messages = [.. StrayTokens.Messages(parsed).Concat(parsed.Errors.Select(Reworded)).Distinct(StringComparer.Ordinal)];
        }

        if (messages.Count == 0)
        {
            return false;
        }

        foreach (var message in parsed.UnmatchedTokens.Count > 0 && messages.Count > 1 ? messages[(IsParent(parsed) ? 1 : 0)..] : messages)
        {
            ErrorLine.Write(console, Shown(message, parsed));
        }

        foreach (var token in StrayTokens.In(parsed))
        {
            if (StrayTokens.Hint(token, Names(parsed.CommandResult.Command)) is { } hint)
            {
                console.Error.WriteLine(hint);
            }
        }

        console.Error.WriteLine($"Run '{PathOf(parsed)} --help' for what may be written.");
        return true;
    }

    /// <summary>The parser lists the allowed values on separate lines, without the option and without a suggestion.</summary>
    private static string Reworded(ParseError error)
    {
        if (error.Message.ReplaceLineEndings("\n").Split('\n') is not [var head, _, ..] lines || head.IndexOf('\'', StringComparison.Ordinal) is not (>= 0 and var open) || head[^1] != ':')
        {
            return error.Message;
        }

        string[] known = [.. lines[1..].Select(line => line.Trim('\t', ' ', '\'')).Where(word => word.Length > 0)];
        var written = head[(open + 1)..head.LastIndexOf('\'')];
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        var near = NearestName.Of(written, known) is { } meant ? $" Did you mean '{meant}'?" : "";
        return $"{option?.IdentifierToken?.Value ?? "argument"} '{written}' is not known; write {string.Join(", ", known[..^1])}{(known.Length > 1 ? " or " : "")}{known[^1]}.{near}";
    }

    /// <summary>The parser's messages contain line breaks, and user input.</summary>
    private static DisplayText Shown(string message, ParseResult parsed)
    {
        foreach (var token in parsed.Tokens.Select(token => token.Value).Where(token => token.Length > 0))
        {
            message = message.Replace(token, DisplayText.Of(token), StringComparison.Ordinal);
        }

        return DisplayText.Page(message.Replace("\t", "    ", StringComparison.Ordinal));
    }

    private static bool IsParent(ParseResult parsed) => parsed.CommandResult.Command.Subcommands.Count > 0;

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name));

    private static string PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            if (result is CommandResult command)
            {
                names.Push(command.Command is RootCommand ? "injector" : command.Command.Name);
            }
        }

        return string.Join(' ', names);
    }
}
