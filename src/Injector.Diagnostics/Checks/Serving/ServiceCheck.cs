using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Serving;

/// <summary>Does the Service exist, and does it have endpoints?</summary>
internal sealed class ServiceCheck : ICheck
{
    private const string Name = "service";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (cluster.PodEntries.FirstOrDefault(entry => entry.Service is not null) is not { Service: { } wanted })
        {
            return cluster.PodEntries.FirstOrDefault() is { } entry
                ? [Finding.Ok(Name, $"none is used: {entry.Name} calls {entry.Target}")]
                : [];
        }

        if (cluster.Service.IsAbsent)
        {
            return
            [
                Finding.Problem(
                    Name,
                    $"the webhook configuration names Service {wanted.Namespace}/{wanted.Name}, which does not exist",
                    "Install Injector's Service again, or correct clientConfig.service of each entry."),
            ];
        }

        return cluster.Service.Known is { } service ? OfService(service, wanted, cluster) : [];
    }

    private static IEnumerable<Finding> OfService(ServingService service, ServiceReference wanted, ClusterFacts cluster)
    {
        var title = $"Service {service.Namespace}/{service.Name}";
        if (!service.Ports.Contains(wanted.Port))
        {
            yield return Finding.Problem(
                Name,
                $"the webhook configuration calls port {wanted.Port} of {title}, which has {string.Join(", ", service.Ports)}",
                "Set clientConfig.service.port of each entry to a port of the Service.");
        }
        else if (service.ExternalName.Length > 0)
        {
            yield return Finding.Ok(Name, $"{title} leads out of the cluster, to {service.ExternalName}");
        }
        else if (Endpoints(title, cluster) is { } finding)
        {
            yield return finding;
        }
    }

    private static Finding? Endpoints(string title, ClusterFacts cluster)
    {
        var pods = $"kubectl -n {cluster.OwnNamespace} get pods";
        return cluster.Endpoints switch
        {
            { IsAbsent: true } or { Known: { Ready: 0, NotReady: 0 } } when cluster.IsScaledToZero => Finding.Problem(
                Name, $"{title} has no endpoints: what it leads to is scaled to 0", "See replicas below."),
            { IsAbsent: true } => Finding.Problem(Name, $"{title} has no endpoints", $"See whether its selector fits the pods: {pods} --show-labels"),
            { Known: { Ready: 0, NotReady: 0 } } => Finding.Problem(Name, $"{title} has no endpoints", $"See whether its selector fits the pods: {pods} --show-labels"),
            { Known: { Ready: 0, NotReady: var waiting } } => Finding.Problem(Name, $"{title} has no ready endpoint; {waiting} not ready", $"See why they are not ready: {pods}"),
            { Known: { Ready: var ready, NotReady: var waiting } } => Finding.Ok(Name, $"{title} has {ready} ready {(ready == 1 ? "endpoint" : "endpoints")}{(waiting > 0 ? $", {waiting} not ready" : "")}"),
            _ => null,
        };
    }
}
