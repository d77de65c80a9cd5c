using System.CommandLine;
using Injector.Core.Decisions;
using Injector.Core.Snapshots;
using Injector.Manifests.Injection;
using Injector.Options;
using Injector.Output;
using Injector.Output.Manifests;

namespace Injector.Commands;

/// <summary><c>injector inject</c>: injects manifests offline.</summary>
internal sealed class InjectCommand : Command, IHasExamples
{
    private readonly InputOption _files = new();

    private readonly Option<string?> _output = ManifestOutput.Make();

    private readonly Option<string> _inject = InjectOption.Make();

    private readonly Option<bool> _failOnSkip = new("--fail-on-skip")
    {
        Description = "Exit with 1 when a workload was left without sidecars, or one that asks is of a kind that is not read.",
    };

    private readonly SnapshotOptions _snapshot = new();

    private readonly Option<TemplateKinds?> _templates = TemplateOption.Make();
    private readonly ClusterOptions _cluster = new();
    private readonly InstallationOptions _installation = new();

    public InjectCommand(CommandConsole console)
        : base(
            "inject",
            "Injects sidecars into manifests: pods and every kind of workload. With --context or --kubeconfig, by the namespaces, profiles and settings of that cluster.")
    {
        _files.AddTo(this);
        Options.Add(_output);
        Options.Add(_inject);
        _snapshot.AddTo(this);
        Options.Add(_failOnSkip);
        Options.Add(_templates);
        _cluster.AddTo(this, static _ => false);
        _installation.AddTo(this);
        SetAction((arguments, cancellation) => _cluster.IsNamed(arguments.CommandResult)
            ? SelectedCluster.QueryAsync(_cluster, arguments, console, (server, version) => RunAsync(new LiveEngine(server, version, console), arguments, console, cancellation), cancellation)
            : Task.FromResult(Run(arguments, console)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector inject -f deployment.yaml | kubectl apply -f -", "inject what the annotations ask for"),
        new("helm template web ./chart | injector inject -f - --inject logging,metrics", "inject without annotations in the chart"),
        new("injector inject -f deployment.yaml --context staging", "as the Injector of that cluster would, by its namespaces, profiles and settings"),
        new("injector inject -f manifests/ -o diff", "show what would change"),
        new("injector inject -f pod.yaml -o patch", "show the JSON Patch that the webhook would answer"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var documents = Documents(arguments, console);
        return Inject(documents, _snapshot.Read(arguments, documents), _snapshot.Namespace(arguments), arguments, console);
    }

    private async Task<int> RunAsync(LiveEngine engine, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var documents = Documents(arguments, console);
        var cluster = await engine.ReadAsync(_installation.Read(arguments), _snapshot.Profiles(arguments), _snapshot.Configuration(arguments), cancellation);
        engine.WriteDoubts(cluster);
        return Inject(documents, _snapshot.Read(arguments, documents, cluster), _snapshot.Namespace(arguments, engine.Namespace), arguments, console);
    }

    private List<LoadedDocument> Documents(ParseResult arguments, CommandConsole console) =>
        LoadedDocument.ReadAll(_files.Read(arguments, console), arguments.GetValue(_templates) ?? TemplateKinds.None);

    private int Inject(List<LoadedDocument> documents, InjectionSnapshot snapshot, string home, ParseResult arguments, CommandConsole console)
    {
        var run = new InjectionRun(snapshot, home, InjectOption.Read(_inject, arguments, snapshot, console));
        var outcomes = run.Inject(documents);
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
