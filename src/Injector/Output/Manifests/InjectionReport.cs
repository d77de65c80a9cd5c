using Injector.Core.Decisions;
using Injector.Manifests.Injection;

namespace Injector.Output.Manifests;

/// <summary>Reports the outcome for every document: one line each, followed by replaced values and warnings, and a summary at the end.</summary>
internal sealed class InjectionReport(CommandConsole console)
{
    /// <summary>Writes the report.</summary>
    public void Write(IReadOnlyList<DocumentOutcome> outcomes)
    {
        var lines = new ColumnText();
        var hasContent = outcomes.Any(outcome => outcome.Loaded.Tree.Root is not null);
        foreach (var outcome in outcomes)
        {
            AddLines(lines, outcome, hasContent);
        }

        lines.Write(console.Error);
        NoticeLines.WriteNotes(console, outcomes.SelectMany(Rewrites).Concat(outcomes.SelectMany(PullSecrets)));
        NoticeLines.WriteWarnings(console, outcomes.SelectMany(Warnings));

        console.Error.WriteLine(Summary(outcomes));
    }

    private static void AddLines(ColumnText lines, DocumentOutcome outcome, bool hasContent)
    {
        foreach (var target in outcome.Targets)
        {
            var (word, colour, rest) = Verdict(target);
            lines.Add(ReportLines.Title(target), new PaintedText(word, colour), rest);
        }

        ReportLines.AddObjectless(lines, outcome, hasContent);
    }

    private static (string Word, Colour Colour, string Reason) Verdict(TargetOutcome target) => target.Result?.Decision switch
    {
        null => ("passed through", Colour.Faint, target.PassedBecause),
        InjectionDecision.Inject inject => (target.IsInjectedAgain ? "injected again" : "injected", Colour.Good, Added(inject)),
        InjectionDecision.Skip skip when target.IsInjectedAgain => ("uninjected", Colour.Good, $"{skip.Code.Text()}: {skip.Message}"),
        InjectionDecision.Skip skip => ("skipped", skip.IsRequested ? Colour.Caution : Colour.Faint, skip.IsRequested ? $"{skip.Code.Text()}: {skip.Message}" : skip.Code.Text()),
        InjectionDecision.Deny deny => ("denied", Colour.Bad, deny.Message),
        _ => throw new InvalidOperationException("the set of decisions is closed"),
    };

    private static string Added(InjectionDecision.Inject inject)
    {
        var profiles = string.Join(", ", inject.Plan.Profiles.Select(profile => profile.Name));
        var containers = inject.Plan.InitContainers.Concat(inject.Plan.Containers).Select(container => container.Name).ToList();
        return containers.Count == 0 ? profiles : $"{profiles} → {string.Join(", ", containers)}";
    }

    private static IEnumerable<string> Rewrites(DocumentOutcome outcome) =>
        from target in outcome.Targets
        where target.Result?.Decision is InjectionDecision.Inject
        from rewrites in target.Result!.Plan!.Rewrites
        from description in rewrites.Descriptions
        select $"{target.Object.Title}: {rewrites.Container.Name}: {description}";

    // The API server copies a service account's pull secrets before it calls webhooks, and only into pods that have none.
    private static IEnumerable<string> PullSecrets(DocumentOutcome outcome) =>
        from target in outcome.Targets
        where target.ReplacesPullSecrets
        let secrets = ((InjectionDecision.Inject)target.Result!.Decision).Plan.ImagePullSecrets
        select $"{target.Object.Title}: with imagePullSecrets of its own ({string.Join(", ", secrets)}) the pod no longer gets those of its service account; "
            + "add to the manifest what its own images need, or let the webhook inject, which comes after the service account's are copied";

    private static IEnumerable<string> Warnings(DocumentOutcome outcome)
    {
        foreach (var warning in outcome.Loaded.Warnings)
        {
            yield return warning;
        }

        if (ReportLines.NoObject(outcome) is { } none)
        {
            yield return none;
        }

        foreach (var target in outcome.Targets)
        {
            if (target.UnreadRequests is { } asks)
            {
                yield return $"{target.Object.Title}: {asks}";
            }

            foreach (var key in target.Misplaced)
            {
                var template = string.Join('.', target.Object.TemplatePath);
                yield return $"{target.Object.Title}: the annotation {key} stands at metadata.annotations, where it does nothing; "
                    + $"move it to {template}.metadata.annotations";
            }

            foreach (var outdated in Outdated(target))
            {
                yield return $"{target.Object.Title}: {outdated}";
            }

            foreach (var warning in target.Result?.FullWarnings ?? [])
            {
                yield return $"{target.Object.Title}: {warning}";
            }
        }

        foreach (var lost in ReportLines.Lost(outcome))
        {
            yield return lost;
        }
    }

    private static IEnumerable<string> Outdated(TargetOutcome target) => target.Result?.Decision is not InjectionDecision.Skip { Code: ReasonCode.AlreadyInjected }
        ? []
        : from asked in target.Result.Profiles
          where asked.Profile is { } profile && target.Record.Hash(profile.Name) is { } hash && hash != profile.ContentHash
          select $"outdated: profile {asked.Name} says something else now ({asked.Profile!.ContentHash}) than when this was injected ({target.Record.Hash(asked.Name)}, Injector "
            + $"{target.Record.Version}); it stays as it is: take it out with injector uninject and inject again";

    private static string Summary(IReadOnlyList<DocumentOutcome> outcomes)
    {
        var targets = outcomes.SelectMany(outcome => outcome.Targets).ToList();
        var injected = targets.Count(target => target.Result?.Decision is InjectionDecision.Inject);
        var skipped = targets.Count(target => target.Result?.Decision is InjectionDecision.Skip);
        var denied = targets.Count(target => target.Result?.Decision is InjectionDecision.Deny);
        var passed = targets.Count(target => target.Result is null) + outcomes.Count(outcome => outcome.Targets.Count == 0 && outcome.Loaded.Tree.Root is not null);
        return outcomes.Count == 0
            ? "the input holds no document"
            : $"{injected} injected, {skipped} skipped, {denied} denied, {passed} passed through";
    }
}
