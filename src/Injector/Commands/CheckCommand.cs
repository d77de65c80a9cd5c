using System.CommandLine;
using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Diagnostics.Survey;
using Injector.Kubernetes.Api;
using Injector.Options;
using Injector.Output;
using Injector.Output.Checks;

namespace Injector.Commands;

/// <summary><c>injector check</c>: checks whether Injector is set up correctly in a cluster, and whether pods that request sidecars have them.</summary>
internal sealed class CheckCommand : Command, IHasExamples
{
    private readonly ClusterOptions _cluster = new();
    private readonly CheckOptions _scope = new();
    private readonly Option<string?> _profiles = ProfilesOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "short", "json");

    private readonly Option<bool> _strict = new("--fail-on-warning") { Description = "Warnings, and what could not be found out, count as found something too." };

    public CheckCommand(CommandConsole console)
        : base("check", "Asks a cluster whether Injector is set up right, and whether pods that ask for sidecars have them. Changes nothing.")
    {
        _cluster.AddTo(this);
        _scope.AddTo(this);
        Options.Add(_profiles);
        Options.Add(_strict);
        Options.Add(_output);
        SetAction((arguments, cancellation) => SelectedCluster.QueryAsync(
            _cluster,
            arguments,
            console,
            async (server, version) => Report(await SurveyAsync(server, version, arguments, console, cancellation), arguments, console),
            cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector check", "the cluster of the current context"),
        new("injector check -n shop --context staging", "the workloads of one namespace of another cluster"),
        new("injector check -o short", "problems only, one line each"),
        new("injector check -o json --fail-on-warning", "for machines"),
    ];

    private async Task<ClusterFacts> SurveyAsync(
        ApiClient server, string version, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var progress = new ProgressLine(console);
        try
        {
            var scope = _scope.Read(arguments, Environment.GetEnvironmentVariable);
            var profiles = ProfileSources.Read(arguments.GetValue(_profiles));
            return await new ClusterSurvey(server, OwnRelease.Current, scope, profiles, TimeProvider.System, progress.Show).ReadAsync(version, cancellation);
        }
        finally
        {
            progress.Clear();
        }
    }

    private int Report(ClusterFacts facts, ParseResult arguments, CommandConsole console)
    {
        var findings = ClusterChecks.Evaluate(facts);
        var isStrict = arguments.GetValue(_strict);
        switch (arguments.GetValue(_output))
        {
            case "json":
                FindingsJson.Write(findings, facts, console);
                break;
            case "short":
                FindingsTable.WriteShort(findings.Where(finding => Counts(finding, isStrict)), console);
                break;
            default:
                FindingsTable.Write(findings, console);
                break;
        }

        if (ClusterChecks.IsInconclusive(findings))
        {
            ErrorLine.Write(console, $"Nothing could be found out. Ask with an account that has the ClusterRole {RightsCheck.Role} of the chart or of deploy.");
            return ExitCodes.Found;
        }

        return findings.Any(finding => Counts(finding, isStrict)) ? ExitCodes.Found : ExitCodes.Done;
    }

    /// <summary>Whether the finding makes the command fail.</summary>
    private static bool Counts(Finding finding, bool isStrict) => finding.State == FindingState.Problem || (isStrict && finding.State != FindingState.Ok);
}
