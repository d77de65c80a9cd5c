using System.CommandLine;
using Injector.Core.Decisions;
using Injector.Core.Snapshots;
using Injector.Diagnostics.Live;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Options;
using Injector.Output;
using Injector.Output.Explanations;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary><c>injector explain</c>: every rule with its result, every parameter with its origin, and the plan.</summary>
internal sealed class ExplainCommand : Command, IHasExamples
{
    private readonly InputOption _input = new(takesObjects: true);
    private readonly ClusterOptions _cluster = new();
    private readonly InstallationOptions _installation = new();
    private readonly Option<string> _inject = InjectOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "json");
    private readonly SnapshotOptions _snapshot = new();

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Shows parameters that have the profile's default, too." };

    private readonly Option<bool> _reviews = new("--admission-review")
    {
        Description = "The documents are AdmissionReviews, as the API server sends them, instead of manifests.",
    };

    private readonly Option<TemplateKinds?> _templates = TemplateOption.Make();

    public ExplainCommand(CommandConsole console)
        : base(
            "explain",
            "Explains what would be done with pods and workloads, and why. For an object of a cluster, and with --context or --kubeconfig, by the namespaces, profiles and settings of that cluster.")
    {
        _input.AddTo(this);
        Options.Add(_reviews);
        Options.Add(_verbose);
        Options.Add(_inject);
        _snapshot.AddTo(this);
        Options.Add(_output);
        Options.Add(_templates);
        _cluster.AddTo(this, result => _input.Targets(result).Count > 0);
        _installation.AddTo(this);
        SetAction((arguments, cancellation) => _input.Targets(arguments.CommandResult).Count > 0 || _cluster.IsNamed(arguments.CommandResult)
            ? SelectedCluster.QueryAsync(_cluster, arguments, console, (server, version) => RunAsync(new LiveEngine(server, version, console), arguments, console, cancellation), cancellation)
            : Task.FromResult(Run(arguments, console)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector explain -f deployment.yaml", "why it is injected, skipped or denied"),
        new("injector explain deploy/web -n shop", "a workload of the cluster, as its Injector decides"),
        new("kubectl get pod web-0 -o yaml | injector explain -f - --context staging", "a pod from a pipe, by what that cluster's Injector knows"),
        new("injector explain -f review.json --admission-review", "a review that was recorded"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var documents = Documents(_input.Read(arguments, console), arguments);
        var snapshot = _snapshot.Read(arguments, documents);
        var pods = Explain(documents, snapshot, _snapshot.Namespace(arguments), isLive: false, arguments, console);
        return Report(pods, documents, arguments, console);
    }

    private async Task<int> RunAsync(LiveEngine engine, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var home = _snapshot.Namespace(arguments, engine.Namespace);
        var (targets, sources) = (_input.Targets(arguments.CommandResult), _input.Read(arguments, console));
        var scope = _installation.Read(arguments) with { Namespace = OnlyNamespace(targets, sources, home) };
        var cluster = await engine.ReadAsync(scope, _snapshot.Profiles(arguments), _snapshot.Configuration(arguments), cancellation);
        var live = new List<ManifestSource>();
        foreach (var target in targets.Where(target => target.Kind != LiveKind.Namespace))
        {
            var (source, problem) = await target.ReadAsync(engine.Reader, home, cancellation);
            live.Add(source ?? throw new StartupException(problem));
        }

        var documents = Documents(sources, arguments);
        var snapshot = _snapshot.Read(arguments, documents, cluster);
        List<ExplainedPod> found = [.. Explain(Documents(live, arguments), snapshot, home, isLive: true, arguments, console), .. Explain(documents, snapshot, home, isLive: false, arguments, console)];
        List<ExplainedPod> pods =
        [
            .. targets.Where(target => target.Kind == LiveKind.Namespace).Select(target => LiveNamespace.Explain(target.Name, snapshot, cluster)),
            .. found.Select(pod => pod with { Delivery = WebhookDelivery.Of(pod.Namespace, pod.Labels, cluster) }),
        ];
        engine.WriteDoubts(cluster);
        return Report(pods, documents, arguments, console);
    }

    /// <summary>The namespace of the named objects, so that permission for that namespace is enough. With files any namespace may be needed.</summary>
    private static string? OnlyNamespace(List<LiveTarget> targets, List<ManifestSource> sources, string home)
    {
        List<string> named = [.. targets.Select(target => target.Kind == LiveKind.Namespace ? target.Name : home).Distinct(StringComparer.Ordinal)];
        return sources.Count == 0 && named is [var only] ? only : null;
    }

    private List<LoadedDocument> Documents(List<ManifestSource> sources, ParseResult arguments) => LoadedDocument.ReadAll(sources, arguments.GetValue(_templates) ?? TemplateKinds.None);

    private List<ExplainedPod> Explain(List<LoadedDocument> documents, InjectionSnapshot snapshot, string home, bool isLive, ParseResult arguments, CommandConsole console)
    {
        // Without a cluster, the command line's request has already been checked against the catalogue, together with the files, of which there may be none.
        var run = new InjectionRun(snapshot, home, isLive ? arguments.GetValue(_inject)!.Trim() : InjectOption.Read(_inject, arguments, snapshot, console)) { FollowsChanges = !isLive };
        if (arguments.GetValue(_reviews) && !isLive)
        {
            return [.. documents.Where(document => document.Tree.Root is not null).Select(document => ReviewDocuments.Explain(document, snapshot))];
        }

        var outcomes = run.Inject(documents);
        NoticeLines.WriteWarnings(
            console, outcomes.SelectMany(outcome => outcome.Targets).Where(target => target.UnreadRequests is not null).Select(target => $"{target.Object.Title}: {target.UnreadRequests}"));
        return [.. outcomes.SelectMany(ExplainedPod.Of)];
    }

    private int Report(List<ExplainedPod> pods, List<LoadedDocument> documents, ParseResult arguments, CommandConsole console)
    {
        Write(pods, arguments.GetValue(_output) == "json", arguments.GetValue(_verbose), console);
        if (pods.Count == 0)
        {
            var hint = documents.Exists(IsReview) ? "; for AdmissionReviews add --admission-review" : "";
            console.Error.WriteLine($"The input holds no pod and no workload{hint}.");
        }

        return pods.Exists(pod => pod.IsMissed || pod.Result.Decision is InjectionDecision.Deny) ? ExitCodes.Found : ExitCodes.Done;
    }

    private static bool IsReview(LoadedDocument document) => document.Objects.Exists(found => found.Kind == "AdmissionReview");

    private static void Write(List<ExplainedPod> pods, bool asJson, bool isVerbose, CommandConsole console)
    {
        if (asJson)
        {
            ExplanationJson.Write(pods, console);
            return;
        }

        for (var i = 0; i < pods.Count; i++)
        {
            if (i > 0)
            {
                console.Out.WriteLine();
            }

            new ExplanationText(console, isVerbose).Write(pods[i]);
        }
    }
}
