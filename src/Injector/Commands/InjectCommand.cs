using System.CommandLine;
using Injector.Core.Decisions;
using Injector.Manifests.Injection;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector inject</c>: injects manifests offline.</summary>
internal sealed class InjectCommand : Command, IHasExamples
{
    private readonly InputOption _files = new();

    private readonly Option<string?> _output = ManifestOutput.Make();

    private readonly Option<string> _inject = AskOption.Make();

    private readonly Option<bool> _failOnSkip = new("--fail-on-skip")
    {
        Description = "Exit with 1 when a workload was left without sidecars, or one that asks is of a kind that is not read.",
    };

    private readonly SnapshotOptions _snapshot = new();

    private readonly Option<TemplateKinds?> _templates = TemplateOption.Make();

    public InjectCommand(CommandConsole console)
        : base("inject", "Injects sidecars into manifests: pods and every kind of workload.")
    {
        _files.AddTo(this);
        Options.Add(_output);
        Options.Add(_inject);
        _snapshot.AddTo(this);
        Options.Add(_failOnSkip);
        Options.Add(_templates);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector inject -f deployment.yaml | kubectl apply -f -", "inject what the annotations ask for"),
        new("helm template web ./chart | injector inject -f - --inject logging,metrics", "inject without annotations in the chart"),
        new("injector inject -f manifests/ -o diff", "show what would change"),
        new("injector inject -f pod.yaml -o patch", "show the JSON Patch that the webhook would answer"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var documents = LoadedDocument.ReadAll(_files.Read(arguments, console), arguments.GetValue(_templates) ?? TemplateKinds.None);
        var snapshot = _snapshot.Read(arguments, documents);
        var run = new InjectionRun(snapshot, _snapshot.Namespace(arguments), AskOption.Read(_inject, arguments, snapshot, console));
        List<DocumentOutcome> outcomes = [.. documents.Select(run.Inject)];
        var decisions = outcomes.SelectMany(outcome => outcome.Targets).Select(target => target.Result?.Decision).ToList();
        var denied = decisions.Exists(decision => decision is InjectionDecision.Deny);
        if (!denied)
        {
            InjectionOutput.Write(outcomes, ManifestOutput.FormatOf(arguments.GetValue(_output)), "injected", console);
        }

        new InjectionReport(console).Write(outcomes);
        var skipped = outcomes.SelectMany(outcome => outcome.Targets).Any(target => target.GoesWithout);
        return denied || (skipped && arguments.GetValue(_failOnSkip)) ? ExitCodes.Found : ExitCodes.Done;
    }
}
