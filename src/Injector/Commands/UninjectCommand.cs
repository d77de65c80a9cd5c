using System.CommandLine;
using Injector.Core.Settings;
using Injector.Manifests.Injection;
using Injector.Manifests.Removal;
using Injector.Options;
using Injector.Output;
using Injector.Output.Manifests;

namespace Injector.Commands;

/// <summary><c>injector uninject</c>: removes from manifests what was injected.</summary>
internal sealed class UninjectCommand : Command, IHasExamples
{
    private readonly InputOption _files = new();

    private readonly Option<string?> _output = ManifestOutput.Make();

    private readonly Option<string> _namespace = new("--namespace", "-n")
    {
        HelpName = "NS",
        Description = "Namespace of documents that state none, for the report.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string> _prefix = new("--annotation-prefix")
    {
        HelpName = "PREFIX",
        Description = "Prefix of annotations and labels.",
        DefaultValueFactory = _ => AnnotationKeys.Default.Prefix,
    };

    private readonly Option<TemplateKinds?> _templates = TemplateOption.Make();

    public UninjectCommand(CommandConsole console)
        : base("uninject", "Takes out of manifests what the annotation injector.io/status names. The annotations that asked for it stay, but for what inject --inject wrote itself.")
    {
        _files.AddTo(this);
        Options.Add(_output);
        Options.Add(_namespace);
        Options.Add(_prefix);
        Options.Add(_templates);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector uninject -f injected.yaml > plain.yaml", "get the manifest back as it was written"),
        new("kubectl get pod web -o yaml | injector uninject -f - -o diff", "show what was added to a pod"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var documents = LoadedDocument.ReadAll(_files.Read(arguments, console), arguments.GetValue(_templates) ?? TemplateKinds.None);
        var run = new RemovalRun(new AnnotationKeys(arguments.GetValue(_prefix)!), arguments.GetValue(_namespace)!);
        var outcomes = run.Remove(documents);
        var refused = outcomes.SelectMany(outcome => outcome.Targets).Any(target => target.Removal?.Refusal is not null);
        if (!refused)
        {
            InjectionOutput.Write(outcomes, ManifestOutput.FormatOf(arguments.GetValue(_output)), "uninjected", console);
        }

        RemovalReport.Write(outcomes, console);
        return refused ? ExitCodes.Found : ExitCodes.Done;
    }
}
