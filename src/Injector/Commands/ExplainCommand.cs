using System.CommandLine;
using Injector.Core.Decisions;
using Injector.Manifests.Injection;
using Injector.Output;
using Injector.Output.Explanations;

namespace Injector.Commands;

/// <summary><c>injector explain</c>: every rule with its answer, every parameter with its origin, and the plan.</summary>
internal sealed class ExplainCommand : Command, IHasExamples
{
    private readonly InputOption _files = new();
    private readonly Option<string> _inject = AskOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "json");
    private readonly SnapshotOptions _snapshot = new();

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Shows parameters that have the profile's default, too." };

    private readonly Option<bool> _reviews = new("--admission-review")
    {
        Description = "The documents are AdmissionReviews, as the API server sends them, instead of manifests.",
    };

    private readonly Option<TemplateKinds?> _templates = TemplateOption.Make();

    public ExplainCommand(CommandConsole console)
        : base("explain", "Explains what would be done with pods and workloads, and why.")
    {
        _files.AddTo(this);
        Options.Add(_reviews);
        Options.Add(_verbose);
        Options.Add(_inject);
        _snapshot.AddTo(this);
        Options.Add(_output);
        Options.Add(_templates);
        SetAction(arguments => Run(arguments, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector explain -f deployment.yaml", "why it is injected, skipped or denied"),
        new("kubectl get pod web-0 -o yaml | injector explain -f -", "a pod of the cluster"),
        new("injector explain -f review.json --admission-review", "a review that was recorded"),
    ];

    private int Run(ParseResult arguments, CommandConsole console)
    {
        var documents = LoadedDocument.ReadAll(_files.Read(arguments, console), arguments.GetValue(_templates) ?? TemplateKinds.None);
        var snapshot = _snapshot.Read(arguments, documents);
        var run = new InjectionRun(snapshot, _snapshot.Namespace(arguments), AskOption.Read(_inject, arguments, snapshot, console));
        List<DocumentOutcome> outcomes = arguments.GetValue(_reviews) ? [] : [.. documents.Select(run.Inject)];
        List<ExplainedPod> pods = arguments.GetValue(_reviews)
            ? [.. documents.Where(document => document.Tree.Root is not null).Select(document => ReviewDocuments.Explain(document, snapshot))]
            : [.. outcomes.SelectMany(ExplainedPod.Of)];
        Write(pods, arguments.GetValue(_output) == "json", arguments.GetValue(_verbose), console);
        ReportLines.WriteWarnings(
            console, outcomes.SelectMany(outcome => outcome.Targets).Where(target => target.UnreadAsks is not null).Select(target => $"{target.Object.Title}: {target.UnreadAsks}"));
        if (pods.Count == 0)
        {
            var hint = documents.Exists(IsReview) ? "; for AdmissionReviews add --admission-review" : "";
            console.Error.WriteLine($"The input holds no pod and no workload{hint}.");
        }

        return pods.Exists(pod => pod.Result.Decision is InjectionDecision.Deny) ? ExitCodes.Found : ExitCodes.Done;
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
