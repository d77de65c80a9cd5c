using System.CommandLine;
using Injector.Diagnostics.Facts;
using Injector.Kubernetes.Connection;

namespace Injector.Options;

/// <summary>The options that say which part of a cluster a command looks at, and where Injector is in it.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<string?> _namespace = new("--namespace", "-n") { HelpName = "NS", Description = "Looks at the workloads of this namespace alone. Default: of all." };
    private readonly Option<bool> _allNamespaces = new("--all-namespaces", "-A") { Description = "Looks at the workloads of all namespaces, as it does anyway without --namespace." };
    private readonly Option<string> _selector = Text("--selector", "SELECTOR", "Looks only at workloads and pods with such labels, such as app=web.", "");
    private readonly InstallationOptions _installation = new();

    /// <summary>An option with a text that need not be given.</summary>
    public static Option<string> Text(string name, string helpName, string description, string otherwise) =>
        new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => otherwise };

    public void AddTo(Command command)
    {
        _selector.Aliases.Add("-l");
        command.Validators.Add(result =>
        {
            if (result.GetValue(_allNamespaces) && result.GetResult(_namespace) is { Implicit: false })
            {
                result.AddError("--all-namespaces and --namespace exclude each other.");
            }
        });
        foreach (var option in (ReadOnlySpan<Option>)[_namespace, _allNamespaces, _selector])
        {
            command.Options.Add(option);
        }

        _installation.AddTo(command);
    }

    public CheckScope Read(ParseResult arguments, Func<string, string?> variable) => _installation.Read(arguments) with
    {
        IsInCluster = InCluster.IsHere(variable),
        Namespace = arguments.GetValue(_namespace),
        Selector = arguments.GetValue(_selector)!.Trim(),
    };
}
