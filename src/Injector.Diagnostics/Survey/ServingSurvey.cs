using System.Collections.Immutable;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads what is behind the webhook: Service, endpoints, Deployment, disruption budget, certificate.</summary>
internal sealed class ServingSurvey(ResourceReader reader)
{
    /// <summary>Labels of Injector's pods in the chart and the deploy manifests; used when no Service tells.</summary>
    private static readonly ImmutableSortedDictionary<string, string> PodLabels =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("app.kubernetes.io/name", "injector");

    /// <summary>Reads everything.</summary>
    public async Task<ClusterFacts> ReadAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var own = facts.OwnNamespace;
        facts = await ReadServersAsync(facts, cancellation);
        if (Service(facts) is { } service)
        {
            facts = facts with { Endpoints = await EndpointsAsync(service, cancellation) };
        }

        facts = facts with
        {
            DisruptionBudgets = await reader.ListAsync(
                new Right("list", "poddisruptionbudgets.policy", own),
                DisruptionBudget.Read,
                cancellation,
                $"/apis/policy/v1/namespaces/{own}/poddisruptionbudgets",
                $"/apis/policy/v1beta1/namespaces/{own}/poddisruptionbudgets"),
        };
        return facts with { Stored = await new StoredCertificate(reader).ReadAsync(facts, cancellation) };
    }

    /// <summary>Reads the Service and the Deployments behind it.</summary>
    public async Task<ClusterFacts> ReadServersAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var own = facts.OwnNamespace;
        if (Service(facts) is { } service)
        {
            facts = facts with
            {
                Service = await reader.GetAsync(
                    $"/api/v1/namespaces/{service.Namespace}/services/{service.Name}",
                    new Right("get", "services", service.Namespace, service.Name),
                    ServingService.Read,
                    cancellation),
            };
        }

        var deployments = await reader.ListAsync(new Right("list", "deployments.apps", own), ServingDeployment.Read, cancellation, $"/apis/apps/v1/namespaces/{own}/deployments");
        return facts with { Deployments = Serving(deployments, facts.Service.Known) };
    }

    private static ServiceReference? Service(ClusterFacts facts) =>
        facts.PodEntries.Select(entry => entry.Service).OfType<ServiceReference>().FirstOrDefault();

    private async Task<Reading<ServiceEndpoints>> EndpointsAsync(ServiceReference service, CancellationToken cancellation)
    {
        var slices = await reader.ListAsync(
            new Right("list", "endpointslices.discovery.k8s.io", service.Namespace),
            ServiceEndpoints.OfSlice,
            cancellation,
            $"/apis/discovery.k8s.io/v1/namespaces/{service.Namespace}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D{service.Name}");
        return slices.IsAbsent
            ? await reader.GetAsync(
                $"/api/v1/namespaces/{service.Namespace}/endpoints/{service.Name}",
                new Right("get", "endpoints", service.Namespace, service.Name),
                ServiceEndpoints.OfEndpoints,
                cancellation)
            : slices.IsKnown
                ? Reading<ServiceEndpoints>.Of(new ServiceEndpoints(slices.Known.Sum(slice => slice.Ready), slices.Known.Sum(slice => slice.NotReady)))
                : Reading<ServiceEndpoints>.Unreadable;
    }

    private static Reading<ImmutableArray<ServingDeployment>> Serving(Reading<ImmutableArray<ServingDeployment>> all, ServingService? service)
    {
        var selector = service is { Selector.IsEmpty: false } ? service.Selector : PodLabels;
        return all.IsKnown
            ? Reading<ImmutableArray<ServingDeployment>>.Of(
            [
                .. all.Known.Where(deployment => selector.All(label => deployment.PodLabels.GetValueOrDefault(label.Key) == label.Value))
                    .OrderBy(deployment => deployment.Name, StringComparer.Ordinal),
            ])
            : all;
    }
}
