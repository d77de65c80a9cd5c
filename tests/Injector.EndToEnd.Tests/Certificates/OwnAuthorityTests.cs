using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

[Collection(SharedControlPlane.Name)]
public sealed class OwnAuthorityTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task The_first_start_makes_an_authority_and_the_configuration_that_comes_later_learns_of_it()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var replica = await installation.StartAsync();
        await installation.WaitAsync("ready without any configuration", replica.IsReadyAsync);
        var secret = await installation.SecretAsync();
        secret.Keys.ShouldBe(["ca.crt", "ca.key", "tls.crt", "tls.key"]);
        secret.AuthorityCount.ShouldBe(1);

        await installation.RegisterAsync(replica);
        await installation.WaitUntilTrustedAsync(replica);

        (await installation.BundlesAsync()).ShouldBe([secret.Authorities, secret.Authorities, secret.Authorities]);
        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");
    }

    [ControlPlaneFact]
    public async Task A_restart_goes_on_with_the_same_authority_and_certificate()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var first = await installation.StartAsync();
        await installation.WaitAsync("ready", first.IsReadyAsync);
        var secret = await installation.SecretAsync();
        await installation.StopAsync(first);
        (await installation.LeaseHolderAsync()).ShouldBe("");

        var second = await installation.StartAsync();
        await installation.RegisterAsync(second);
        await installation.WaitUntilTrustedAsync(second);

        (await installation.SecretAsync()).Version.ShouldBe(secret.Version);
        (await second.ServedSerialNumberAsync()).ShouldBe(secret.LeafSerialNumber);
        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");
    }

    [ControlPlaneFact]
    public async Task Replicas_that_start_at_once_agree_on_one_authority()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => installation.StartAsync()));
        await installation.RegisterAsync(replicas[0]);
        foreach (var replica in replicas)
        {
            await installation.WaitUntilTrustedAsync(replica);
        }

        var secret = await installation.SecretAsync();
        secret.AuthorityCount.ShouldBe(1);
        (await Task.WhenAll(replicas.Select(replica => replica.ServedSerialNumberAsync()))).Distinct().ShouldBe([secret.LeafSerialNumber]);
        (await Task.WhenAll(replicas.Select(replica => replica.TrustsAsync(secret.Authorities)))).ShouldAllBe(trusts => trusts);
        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");
    }

    [ControlPlaneFact]
    public async Task A_replica_makes_the_first_certificates_though_a_writer_that_is_gone_holds_the_Lease_and_takes_its_place_later()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        await fixture.Client.CreateAsync("/apis/coordination.k8s.io/v1/namespaces/" + installation.Namespace + "/leases", new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = installation.Name },

            // A time far ahead, of a clock gone wrong: it is not what counts.
            ["spec"] = new JsonObject { ["holderIdentity"] = "gone", ["leaseDurationSeconds"] = 30, ["renewTime"] = "2199-01-01T00:00:00.000000Z" },
        }).EnsureAsync();

        var replica = await installation.StartAsync();
        await installation.WaitAsync("ready", replica.IsReadyAsync, within: TimeSpan.FromSeconds(10));
        (await installation.LeaseHolderAsync()).ShouldBe("gone");

        await installation.WaitAsync("the Lease has run out", async () => await installation.LeaseHolderAsync() != "gone");
    }
}
