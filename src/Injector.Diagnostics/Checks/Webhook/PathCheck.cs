using System.Globalization;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Does a pod that requests sidecars get them, all the way through the API server?</summary>
internal sealed class PathCheck : ICheck
{
    private const string Name = "path";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) => cluster.Trials.Select(trial => OfTrial(trial, cluster));

    private static Finding OfTrial(PodDryRun trial, ClusterFacts cluster)
    {
        var pod = $"a pod in {trial.Namespace} that asks for {trial.Profile}";
        return trial.Outcome switch
        {
            DryRunOutcome.Injected => Finding.Ok(Name, $"{pod} gets its sidecars (dry run)"),
            DryRunOutcome.Skipped => Finding.Problem(Name, $"{pod} is skipped: {trial.Text}", "Fix what the reason says, or try another namespace: --trial-namespace NS"),
            DryRunOutcome.Denied => Finding.Problem(
                Name, $"{pod} is denied: {trial.Text}", "Fix what the message says, or try another profile or namespace: --trial-profile NAME, --trial-namespace NS"),
            DryRunOutcome.CallFailed => Finding.Problem(Name, $"API servers cannot call a webhook for {pod}: {trial.Text}", CallFix(trial.Text, cluster)),
            DryRunOutcome.NoNamespace => Finding.Unknown(Name, $"there is no namespace {trial.Namespace} to try a pod in", "Name one that is there: --trial-namespace NS"),
            DryRunOutcome.Refused => Finding.Unknown(Name, $"{pod} was refused before anything could be seen: {trial.Text}", "Try another namespace: --trial-namespace NS"),
            _ => Untouched(pod, trial, cluster),
        };
    }

    private static Finding Untouched(string pod, PodDryRun trial, ClusterFacts cluster)
    {
        if (cluster.PodEntries.IsEmpty)
        {
            return Finding.Problem(Name, $"{pod} comes back as it was: no webhook takes it", "See webhook-configuration above.");
        }

        if (cluster.FindNamespace(trial.Namespace) is not { } place)
        {
            return Finding.Problem(Name, $"{pod} comes back as it was", "See whether an entry's namespaceSelector takes it, and what is said above.");
        }

        var entry = cluster.PodEntries.FirstOrDefault(one => one.NamespaceSelector.Selects(place.Labels));
        return entry is null
            ? Finding.Warning(
                Name, $"{pod} comes back as it was: no entry's namespaceSelector takes {trial.Namespace}", "Try a namespace that should be served: --trial-namespace NS")
            : cluster.IsScaledToZero
                ? Finding.Problem(Name, $"{pod} comes back as it was: {entry.Name} takes it, and nobody answers", "See replicas above: Injector is scaled to 0.")
            : Finding.Problem(
                Name,
                $"{pod} comes back as it was: {entry.Name} takes it and has failurePolicy: {entry.FailurePolicy}, so API servers got no answer from {entry.Target}, or did not trust it",
                $"See service, ca-bundle and certificate above; then whether control-plane nodes may reach {entry.Target} (firewalls of private clusters, network policies).");
    }

    private static string CallFix(string words, ClusterFacts cluster) => words switch
    {
        _ when cluster.IsScaledToZero => "See replicas above: Injector is scaled to 0.",
        _ when words.Contains("x509", StringComparison.Ordinal) => "See ca-bundle and certificate-name above.",
        _ when words.Contains("deadline exceeded", StringComparison.Ordinal) || words.Contains("Timeout", StringComparison.OrdinalIgnoreCase) =>
            $"Let control-plane nodes reach the pods' {PodPort.Of(cluster)} (firewalls of private clusters, network policies), and see whether replicas are ready.",
        _ => $"See service and replicas above: kubectl -n {cluster.OwnNamespace} get pods,endpoints",
    };
}

/// <summary>The port of Injector's pods that API servers connect to through the Service of the entries.</summary>
internal static class PodPort
{
    /// <summary>The port for people, such as <c>port 8443</c>; <c>port of the webhook</c> when it is unknown.</summary>
    public static string Of(ClusterFacts cluster) => Find(cluster) is { } number ? $"port {number.ToString(CultureInfo.InvariantCulture)}" : "port of the webhook";

    private static int? Find(ClusterFacts cluster)
    {
        var called = cluster.PodEntries.Select(entry => entry.Service?.Port).FirstOrDefault(port => port is not null);
        if (called is not { } port || cluster.Service.Known?.Targets.GetValueOrDefault(port) is not { } target)
        {
            return null;
        }

        return int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : cluster.Deployments.OrEmpty().SelectMany(deployment => deployment.Ports).Where(one => one.Name == target).Select(one => (int?)one.Number).FirstOrDefault();
    }
}
