using System.CommandLine;
using Injector.Manifests.Documents;
using Injector.Output;

namespace Injector.Commands;

/// <summary>The options that say which manifests are read, alike in every command that reads some: <c>-f</c>, or names as they are, as for kubectl and linkerd.</summary>
internal sealed class InputOption
{
    private readonly Argument<string[]> _positional = new("FILE")
    {
        Description = "The same as --filename.",
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

    /// <summary>Adds the options to a command, which then wants at least one input.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_positional);
        command.Options.Add(_files);
        command.Options.Add(_recursive);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_files) is null && result.GetResult(_positional) is not { Tokens.Count: > 0 })
            {
                result.AddError("Option '--filename' is required: name a manifest, a folder of manifests, or - for the standard input.");
            }
        });
    }

    /// <summary>Reads the inputs.</summary>
    /// <exception cref="DocumentException">One cannot be read.</exception>
    public List<ManifestSource> Read(ParseResult arguments, CommandConsole console) =>
        ManifestInputs.Read([.. arguments.GetValue(_files) ?? [], .. arguments.GetValue(_positional) ?? []], console.Input);
}
