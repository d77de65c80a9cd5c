using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Serving;

/// <summary>Are enough replicas running, and does one remain when a node is drained?</summary>
internal sealed class ReplicasCheck : ICheck
{
    private const string Name = "replicas";
    private const string BudgetName = "disruption-budget";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (!cluster.Deployments.IsKnown)
        {
            return [];
        }

        return cluster.Deployments.OrEmpty() is { IsEmpty: false } deployments
            ? deployments.SelectMany(deployment => OfDeployment(deployment, cluster))
            : [
                Finding.Warning(
                    Name,
                    $"no Deployment of Injector was found in {cluster.OwnNamespace}",
                    "If Injector runs in another namespace, say --own-namespace NS; if it runs outside the cluster, see that two replicas do."),
            ];
    }

    private static IEnumerable<Finding> OfDeployment(ServingDeployment deployment, ClusterFacts cluster)
    {
        var title = $"Deployment {cluster.OwnNamespace}/{deployment.Name}";
        var command = $"kubectl -n {cluster.OwnNamespace}";
        yield return deployment switch
        {
            { Wanted: 0 } => Finding.Problem(
                Name, $"{title} is scaled to 0, so nobody answers API servers", deployment.Chart?.Set("replicaCount=2") ?? $"{command} scale deployment {deployment.Name} --replicas=2"),
            { Ready: 0 } => Finding.Problem(Name, $"{title} has no ready replica of {deployment.Wanted}", $"{command} describe deployment {deployment.Name}"),
            _ when deployment.Ready < deployment.Wanted => Finding.Warning(
                Name, $"{title} has {deployment.Ready} of {deployment.Wanted} replicas ready", $"{command} get pods"),
            { Wanted: 1 } => Finding.Warning(
                Name, $"{title} has one replica, so a restart of it is an outage", deployment.Chart?.Set("replicaCount=2") ?? $"{command} scale deployment {deployment.Name} --replicas=2"),
            _ => Finding.Ok(Name, $"{title} has {deployment.Ready} of {deployment.Wanted} replicas ready"),
        };
        if (cluster.DisruptionBudgets.IsKnown && deployment.Wanted > 1)
        {
            yield return cluster.DisruptionBudgets.OrEmpty().FirstOrDefault(budget => budget.Selector.Selects(deployment.PodLabels)) is { } budget
                ? Finding.Ok(BudgetName, $"PodDisruptionBudget {cluster.OwnNamespace}/{budget.Name} keeps replicas through drained nodes")
                : Finding.Warning(
                    BudgetName,
                    $"no PodDisruptionBudget covers {title}: draining nodes may stop all replicas at once",
                    deployment.Chart?.Set("podDisruptionBudget.enabled=true") ?? $"{command} create poddisruptionbudget {deployment.Name} --selector={Selector(deployment)} --min-available=1");
        }
    }

    private static string Selector(ServingDeployment deployment) =>
        string.Join(',', deployment.PodLabels.Take(1).Select(label => $"{label.Key}={label.Value}"));
}
