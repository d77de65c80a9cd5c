using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Is there a webhook configuration, and only one?</summary>
internal sealed class ConfigurationCheck : ICheck
{
    private const string Name = "webhook-configuration";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        var scope = cluster.Scope;
        List<string> others =
        [
            .. cluster.AllMutating.OrEmpty()
                .Where(other => other.Name != scope.Configuration && other.Entries.Any(entry => IsOurs(entry, scope)))
                .Select(other => other.Name)
                .Order(StringComparer.Ordinal),
        ];
        if (cluster.Mutating.IsAbsent)
        {
            yield return Missing(scope, others);
            yield break;
        }

        if (cluster.Mutating.Known is not { } found)
        {
            yield break;
        }

        if (found.Entries.Any(entry => entry.TakesPods))
        {
            var entries = found.Entries.Select(entry => $"{entry.Name} ({entry.FailurePolicy}, {entry.TimeoutSeconds}s)");
            yield return Finding.Ok(Name, $"{found.Kind} {found.Name}: {string.Join(", ", entries)}");
        }
        else
        {
            yield return Finding.Problem(
                Name, $"{found.Kind} {found.Name} has no entry for the creation of pods", "Apply the configuration of the chart or of deploy again.");
        }

        foreach (var other in others)
        {
            yield return Finding.Warning(
                Name,
                $"{WebhookConfiguration.Mutating} {other} calls Injector too, so that every pod is sent twice",
                $"Remove what an older release has left: kubectl delete mutatingwebhookconfiguration {other}");
        }
    }

    private static Finding Missing(CheckScope scope, List<string> others) => Finding.Problem(
        Name,
        $"there is no {WebhookConfiguration.Mutating} {scope.Configuration}, so no pod gets sidecars",
        others.Count == 0
            ? "Install Injector with the chart, or apply deploy. If it has another name here, say --configuration NAME."
            : $"It may be called otherwise here: injector check --configuration {others[0]}");

    private static bool IsOurs(WebhookEntry entry, CheckScope scope) =>
        entry.TakesPods && entry.Name.EndsWith($".{scope.Keys.Prefix}", StringComparison.Ordinal);
}
