using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Injector.Grammar.Messages;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector help</c>: the same as <c>--help</c>, for people who write it as a command.</summary>
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

/// <summary>Help that ends with examples.</summary>
/// <param name="help">Writes the rest.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Creates the option <c>--help</c> for the whole command line.</summary>
    public static HelpOption MakeOption()
    {
        var option = new HelpOption("--help", "-h") { Description = "Shows this." };
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
        return option;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHasExamples { Examples: var examples })
        {
            var output = new DisplayWriter(parseResult.InvocationConfiguration.Output);
            output.WriteLine("Examples:");
            var lines = new ColumnText();
            foreach (var example in examples)
            {
                lines.Add(example.Line, $"# {example.Purpose}");
            }

            lines.Write(output, indent: 2);
            output.WriteLine();
        }

        return ExitCodes.Done;
    }
}

/// <summary>A command whose help ends with examples.</summary>
internal interface IHasExamples
{
    /// <summary>The examples, most common first.</summary>
    IReadOnlyList<CommandExample> Examples { get; }
}

/// <summary>An example of a command.</summary>
/// <param name="Line">What to type.</param>
/// <param name="Purpose">What it is for.</param>
internal sealed record CommandExample(string Line, string Purpose);
