using Injector.Core.Decisions;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Manifests.Injection;

namespace Injector.Output.Explanations;

/// <summary>Explains a decision as text.</summary>
internal sealed class ExplanationText(CommandConsole console, bool isVerbose)
{
    /// <summary>A longer cell overflows its column: one long value must not push the others out of sight.</summary>
    internal const int MaxColumn = 40;

    /// <summary>Writes the explanation of one pod.</summary>
    public void Write(ExplainedPod pod)
    {
        var decision = pod.Result.Decision;
        console.Out.WriteLine(
            $"{pod.Title} in namespace {pod.Namespace}: ",
            new PaintedText(DecisionText.Result(pod), DecisionText.ColourOf(decision)),
            decision is InjectionDecision.Inject ? "" : $" ({decision.Reason.Text()})");
        if (DecisionText.Message(pod) is { Length: > 0 } message)
        {
            console.Out.WriteLine($"  {message}");
        }

        if (pod.Delivery is { } delivery)
        {
            console.Out.WriteLine("  ", new PaintedText(delivery.Message, delivery.IsSent is false ? Colour.Bad : Colour.None));
        }

        WriteRules(pod.Findings);
        foreach (var profile in pod.Result.Profiles)
        {
            WriteProfile(profile);
        }

        if (pod.Result.Plan is { } plan)
        {
            Section("Plan", PlanLines.Of(plan));
        }

        WriteWarnings(pod);
    }

    private void WriteRules(IEnumerable<RuleFinding> findings)
    {
        var lines = new ColumnText { MaxWidth = MaxColumn };
        foreach (var finding in findings)
        {
            var colour = finding.Answer switch
            {
                RuleAnswer.Skip => Colour.Caution,
                RuleAnswer.Deny => Colour.Bad,
                RuleAnswer.NotReached => Colour.Faint,
                _ => Colour.None,
            };
            lines.Add(finding.Rule.Text(), new PaintedText(DecisionText.Answer(finding.Answer), colour), finding.Message);
        }

        Section("Rules", lines);
    }

    private void WriteProfile(RequestedProfile profile)
    {
        var lines = new ColumnText { MaxWidth = MaxColumn };
        lines.Add("asked for by", profile.RequestedBy);
        if (profile.Profile is { } found)
        {
            lines.Add("source", $"{found.Source}, content {found.ContentHash}");
        }

        var folded = 0;
        foreach (var parameter in profile.Parameters)
        {
            if (!isVerbose && parameter.Origin is ParameterOrigin.Profile)
            {
                folded++;
                continue;
            }

            lines.Add(parameter.Parameter.Name, ValueOf(parameter), $"from {OriginOf(parameter)}");
        }

        if (folded > 0)
        {
            lines.Add("(defaults)", $"{folded} more, shown with --verbose");
        }

        Section($"Profile {profile.Name}{(profile.Profile is null ? " (unknown)" : "")}", lines);
    }

    private void WriteWarnings(ExplainedPod pod)
    {
        var lines = new ColumnText();
        foreach (var key in pod.Misplaced)
        {
            lines.Add($"{key} stands on the {pod.Kind}, where it does nothing; it belongs on the pod template");
        }

        foreach (var warning in pod.Result.FullWarnings)
        {
            lines.Add(warning);
        }

        Section("Warnings", lines);
    }

    private void Section(string title, ColumnText lines)
    {
        if (lines.IsEmpty)
        {
            return;
        }

        console.Out.WriteLine();
        console.Out.WriteLine($"  {title}");
        lines.Write(console.Out, indent: 4);
    }

    private static string ValueOf(ResolvedParameter parameter) =>
        parameter.Value is TemplateValue.Absent ? "(none)" : parameter.Value.AsText() is { Length: > 0 } text ? text : "(empty)";

    private static string OriginOf(ResolvedParameter parameter) => parameter.Origin switch
    {
        ParameterOrigin.Profile => "the profile's default",
        ParameterOrigin.Application => "the application",
        ParameterOrigin.Namespace => "the namespace",
        _ => "the pod",
    };
}
