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

/// <summary>Scripts through which shells obtain completions from this program, which answers the directive <c>[suggest:POSITION]</c>.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells in the order in which help names them.</summary>
    public static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    private const string Bash = """
        # injector completion for bash. Load it with: source <(injector completion bash)
        _injector_complete() {
            local typed="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" candidate
            local rest="${typed#"${COMP_WORDS[0]}"}"
            rest="${rest# }"
            COMPREPLY=()
            while IFS= read -r candidate; do
                if [[ -n "${candidate}" && "${candidate}" == "${word}"* ]]; then
                    COMPREPLY+=("${candidate}")
                fi
            done < <("${COMP_WORDS[0]}" "[suggest:${#rest}]" "${rest}" 2>/dev/null)
        }
        complete -o default -F _injector_complete injector

        """;

    private const string Zsh = """
        #compdef injector
        # injector completion for zsh. Load it with: source <(injector completion zsh)
        _injector() {
            local rest="${(j: :)words[2,CURRENT]}"
            local -a candidates
            candidates=("${(@f)$("${words[1]}" "[suggest:${#rest}]" "${rest}" 2>/dev/null)}")
            candidates=("${(@)candidates:#}")
            if (( ${#candidates} )); then
                compadd -- "${candidates[@]}"
            else
                _files
            fi
        }
        compdef _injector injector

        """;

    private const string Fish = """
        # injector completion for fish. Load it with: injector completion fish | source
        function __injector_complete
            set -l rest (string replace -r '^\S+\s?' '' -- (commandline -cp))
            injector "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
        end
        complete -c injector -a '(__injector_complete)'

        """;

    private const string PowerShell = """
        # injector completion for PowerShell. Load it with: injector completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName injector -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition)
            injector "[suggest:$cursorPosition]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>The script of a shell, one of <see cref="Shells"/>.</summary>
    public static string For(string shell) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "not a shell that is known here"),
    }).ReplaceLineEndings("\n");
}
