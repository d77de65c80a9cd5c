using System.CommandLine;
using Injector.Core.Messages;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector help</c>: the same as <c>--help</c>, for who writes it as a word.</summary>
internal sealed class HelpCommand : Command
{
    private readonly Argument<string[]> _words = new("COMMAND") { Description = "The command, such as inject or profiles lint.", Arity = ArgumentArity.ZeroOrMore };

    public HelpCommand(RootCommand root, CommandConsole console)
        : base("help", "Shows the help of a command.")
    {
        _words.CompletionSources.Add(_ => root.Subcommands.Select(command => command.Name));
        Arguments.Add(_words);
        SetAction((arguments, cancellation) => RunAsync(root, arguments.GetValue(_words) ?? [], console, cancellation));
    }

    private static async Task<int> RunAsync(RootCommand root, string[] words, CommandConsole console, CancellationToken cancellation)
    {
        Command command = root;
        foreach (var word in words)
        {
            if (command.Subcommands.FirstOrDefault(sub => sub.Name == word) is not { } next)
            {
                var near = NearestName.Of(word, command.Subcommands.Select(sub => sub.Name)) is { } meant ? $" Did you mean '{meant}'?" : "";
                ErrorLine.Write(console, $"There is no command '{word}'.{near}");
                return ExitCodes.Usage;
            }

            command = next;
        }

        return await root.Parse([.. words, "--help"]).InvokeAsync(new InvocationConfiguration { Output = console.Out.ForPages(), Error = console.Error.ForPages() }, cancellation);
    }
}
