using System.Collections.Concurrent;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Admission;

[Collection(SharedControlPlane.Name)]
public sealed class ManyPodsTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    [ControlPlaneFact]
    public async Task Two_hundred_pods_come_out_alike()
    {
        var pods = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods";
        var stored = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellation) =>
        {
            var pod = await fixture.Client.CreateAsync(pods, Pod, cancellationToken: cancellation).EnsureAsync();
            stored.Add(ComparablePod.Text(pod));
        });

        stored.Count.ShouldBe(200);
        stored.Distinct().ShouldHaveSingleItem().ShouldContain("\"log-shipper\"");
    }

    // Of one name, as the pods of one workload are: what a profile says of the workload is the same for all.
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          generateName: web-
          annotations:
            injector.io/inject: logging,metrics,log-tail
            metrics.injector.io/exporter: redis
        spec:
          containers: [{name: web, image: example.test/web}]
        """;
}
