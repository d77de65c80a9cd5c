using System.CommandLine;
using System.CommandLine.Parsing;
using Injector.Diagnostics.Live;
using Injector.Manifests.Documents;
using Injector.Output;

namespace Injector.Options;

/// <summary>The options that select the input manifests, the same in every command that reads any: <c>-f</c>, or names as arguments, as in kubectl and linkerd.</summary>
/// <param name="takesObjects">Whether objects of a cluster, such as <c>deploy/web</c>, may be named among the files.</param>
internal sealed class InputOption(bool takesObjects = false)
{
    private readonly Argument<string[]> _positional = new(takesObjects ? "FILE|KIND/NAME" : "FILE")
    {
        Description = takesObjects ? "The same as --filename, or an object of the cluster, such as deploy/web, pod/web-0 or ns/shop." : "The same as --filename.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _files = new("--filename", "-f")
    {
        HelpName = "FILE|DIR|-",
        Description = "Manifest, folder of manifests, or - for the standard input; may be repeated.",
    };

    private readonly Option<bool> _recursive = new("--recursive", "-R")
    {
        Description = "For who comes from kubectl: folders are read with all that is below them anyway.",
    };

    /// <summary>Adds the options to a command, which then requires at least one input.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_positional);
        command.Options.Add(_files);
        command.Options.Add(_recursive);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_files) is null && result.GetResult(_positional) is not { Tokens.Count: > 0 })
            {
                result.AddError(
                    $"Option '--filename' is required: name a manifest, a folder of manifests, or - for the standard input{(takesObjects ? ". Of a cluster name an object, such as deploy/web" : "")}.");
            }
        });
    }

    /// <summary>The named objects of a cluster.</summary>
    public List<LiveTarget> Targets(SymbolResult result) => takesObjects ? Sorted(result).Targets : [];

    /// <summary>Reads the inputs.</summary>
    /// <exception cref="DocumentException">An input cannot be read.</exception>
    public List<ManifestSource> Read(ParseResult arguments, CommandConsole console)
    {
        var (targets, paths) = Sorted(arguments.CommandResult);
        if (takesObjects && paths.Select(LiveTarget.Hint).FirstOrDefault(hint => hint is not null) is { } hint)
        {
            throw new DocumentException(hint);
        }

        return takesObjects || targets is not [var target, ..]
            ? ManifestInputs.Read([.. arguments.GetValue(_files) ?? [], .. paths], console.Input)
            : throw new DocumentException(
                $"{target.Title} is an object of a cluster, and here manifests are read: kubectl get {target.Title} -o yaml | injector {arguments.CommandResult.Command.Name} -f -");
    }

    private (List<LiveTarget> Targets, List<string> Paths) Sorted(SymbolResult result) => LiveTarget.Sort(result.GetValue(_positional) ?? []);
}
