using System.CommandLine;
using System.Text;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector completion</c>: the script that lets a shell complete command lines.</summary>
internal sealed class CompletionCommand : Command, IHasExamples
{
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or powershell." };

    public CompletionCommand(CommandConsole console)
        : base("completion", "Prints the script that lets a shell complete command lines.")
    {
        _shell.AcceptOnlyFromAmong(CompletionScripts.Shells);
        Arguments.Add(_shell);
        SetAction(arguments =>
        {
            console.Output.Write(Encoding.UTF8.GetBytes(CompletionScripts.For(arguments.GetValue(_shell)!)));
            return ExitCodes.Done;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("source <(injector completion bash)", "for this bash session"),
        new("injector completion bash > /etc/bash_completion.d/injector", "for every bash session"),
    ];
}
