using System.CommandLine;
using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Drift;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Messages;
using Injector.Kubernetes.Api;
using Injector.Options;
using Injector.Output;
using Injector.Output.Drift;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary><c>injector drift</c>: lists running pods that missed injection, or whose sidecars are not what their profiles add now.</summary>
internal sealed class DriftCommand : Command, IHasExamples
{
    private readonly ClusterOptions _cluster = new();
    private readonly ScopeOptions _scope = new();
    private readonly Option<string?> _profiles = ProfilesOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "json");

    private readonly Option<string?> _config = new("--config")
    {
        HelpName = "FILE",
        Description = "Configuration file of the webhook. Default: the one in a ConfigMap that its pods mount.",
    };

    private readonly Option<string[]> _ignore = new("--ignore")
    {
        HelpName = "FIELD",
        Description = "Leaves out what differs in fields of this name, such as image, that a webhook writes in every pod; may be repeated.",
    };

    public DriftCommand(CommandConsole console)
        : base("drift", "Lists running pods that missed injection, or whose sidecars are not what their profiles add now. Changes nothing.")
    {
        _cluster.AddTo(this);
        _scope.AddTo(this);
        Options.Add(_profiles);
        Options.Add(_config);
        Options.Add(_ignore);
        Options.Add(_output);
        SetAction((arguments, cancellation) => SelectedCluster.QueryAsync(
            _cluster,
            arguments,
            console,
            async (server, version) => await SurveyAsync(server, version, arguments, console, cancellation) is ({ } report, _)
                ? Report(report, arguments, console)
                : ExitCodes.Unreachable,
            cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector drift", "every pod of the cluster of the current context"),
        new("injector drift -n shop --context staging", "the pods of one namespace of another cluster"),
        new("injector drift -o json | jq -r '.workloads[].fixes[]'", "what to do about it"),
    ];

    private async Task<(DriftReport? Report, ClusterFacts Facts)> SurveyAsync(
        ApiClient server, string version, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var progress = new ProgressLine(console);
        try
        {
            var scope = _scope.Read(arguments, Environment.GetEnvironmentVariable);
            var profiles = ProfileSources.Read(arguments.GetValue(_profiles));
            var configuration = arguments.GetValue(_config) is { } path ? OwnRelease.ConfigurationOf(ServerConfigurationFile.Read(path)) : null;
            var ignored = new IgnoredFields([.. arguments.GetValue(_ignore) ?? []]);
            var survey = await new DriftSurvey(server, OwnRelease.Current, scope, profiles, configuration, ignored, progress.Show).ReadAsync(version, TimeProvider.System.GetUtcNow(), cancellation);
            progress.Clear();
            Explain(survey.Report, survey.Facts, console);
            return survey;
        }
        finally
        {
            progress.Clear();
        }
    }

    /// <summary>Reports on standard error what could not be determined.</summary>
    private static void Explain(DriftReport? report, ClusterFacts facts, CommandConsole console)
    {
        if (report is null)
        {
            var unread = new RightsCheck().Evaluate(facts).Select(finding => finding.Detail).LastOrDefault("there are no pods at this server");
            ErrorLine.Write(console, $"The pods of {facts.Server} could not be listed: {unread}");
            return;
        }

        NoticeLines.WriteNotes(console, new RightsCheck().Evaluate(facts).Select(finding => DisplayText.Prose(finding.Detail).Cut(CommandConsole.MaxLine).ToString()));
        NoticeLines.WriteNotes(
            console,
            report.NotCompared.GroupBy(drift => drift.Reason, StringComparer.Ordinal).Select(
                pods => $"not compared: {PodOwner.Count(pods.Count())}, such as {pods.First().Pod.Namespace}/{pods.First().Pod.Name}: {DisplayText.Prose(pods.Key).Cut(CommandConsole.MaxLine)}"));
    }

    private int Report(DriftReport report, ParseResult arguments, CommandConsole console)
    {
        if (arguments.GetValue(_output) == "json")
        {
            DriftJson.Write(report, console);
        }
        else
        {
            DriftTable.Write(report, console);
        }

        return report.Workloads.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
    }
}
