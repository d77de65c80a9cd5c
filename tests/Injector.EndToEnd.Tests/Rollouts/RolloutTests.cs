using Injector.Certificates;
using Injector.Testing.ControlPlane;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>What a cluster asks of a webhook with <c>failurePolicy: Fail</c>: that nothing we do to it keeps a pod from being created.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class RolloutTests(ControlPlaneFixture fixture, ITestOutputHelper output)
{
    [ControlPlaneFact]
    public async Task No_creation_fails_while_every_replica_is_stopped_and_replaced()
    {
        await using var served = await BalancedReplicas.StartAsync(fixture);
        await using var load = CreationLoad.Start(fixture.Client, served.Namespace);
        await load.CreateMoreAsync(100);

        foreach (var replica in served.Replicas.Concat(served.Replicas))
        {
            await replica.StopAsync();
            await load.CreateMoreAsync(25);
            await replica.StartAsync();
            await load.CreateMoreAsync(25);

            // The API server keeps its connections; that they grow old is what leads it to the new replica.
            await replica.WaitForReviewsAsync();
        }

        output.WriteLine($"Two replicas, each replaced twice: {await load.StopAsync()}");
        load.Failures.ShouldBeEmpty();
        load.Created.ShouldBeGreaterThanOrEqualTo(300);
    }

    [ControlPlaneFact]
    public async Task No_creation_fails_while_certificate_and_authority_are_replaced()
    {
        await using var served = await BalancedReplicas.StartAsync(fixture);
        await using var load = CreationLoad.Start(fixture.Client, served.Namespace);
        await load.CreateMoreAsync(100);
        using var next = EphemeralCertificate.Create("localhost", TimeProvider.System);

        await served.TrustAsync(served.Files.AuthorityPem + next.AuthorityPem);
        await load.CreateMoreAsync(50);
        served.Files.Put(next);
        await Task.WhenAll(served.Replicas.Select(replica => replica.WaitForCertificateAsync(next.Pair.Leaf.SerialNumber)));

        // Twice as many as it has clients: the connections from before have all gone, and with them the old certificate.
        await served.WaitForConnectionsAsync(2 * CreationLoad.Clients, load);
        await served.TrustAsync(next.AuthorityPem);
        await load.CreateMoreAsync(100);

        output.WriteLine($"Certificate and authority of two replicas replaced: {await load.StopAsync()}");
        load.Failures.ShouldBeEmpty();
        load.Created.ShouldBeGreaterThanOrEqualTo(300);
    }
}
