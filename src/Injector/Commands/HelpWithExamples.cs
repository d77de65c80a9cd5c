using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Injector.Output;

namespace Injector.Commands;

/// <summary>Help that ends with examples.</summary>
/// <param name="help">What writes the rest.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>The option <c>--help</c> for a whole command line.</summary>
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
