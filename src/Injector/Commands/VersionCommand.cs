using System.CommandLine;
using System.Runtime.InteropServices;
using Injector.Output;
using Injector.Server;

namespace Injector.Commands;

/// <summary><c>injector version</c>.</summary>
internal sealed class VersionCommand : Command, IHasExamples
{
    private readonly Option<string> _output = MachineOutput.Make("text", "json");

    public VersionCommand(CommandConsole console)
        : base("version", "Prints the version.")
    {
        Options.Add(_output);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector version --output json", "for machines"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        if (arguments.GetValue(_output) != "json")
        {
            console.Out.WriteLine(VersionAction.Text);
            return ExitCodes.Done;
        }

        JsonOutput.Write(console, writer =>
        {
            writer.WriteStartObject();
            JsonOutput.WriteKind(writer, "Version");
            writer.WriteString("version", BuildVersion.Number);
            writer.WriteString("commit", BuildVersion.Full.Split('+') is [_, var commit] ? commit : "");
            writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            writer.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
            writer.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}
