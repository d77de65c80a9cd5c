using Injector.Certificates.Renewal;
using Injector.Testing.ControlPlane;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Certificates;

[Collection(SharedControlPlane.Name)]
public sealed class RenewalTests(ControlPlaneFixture fixture, ITestOutputHelper output)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [ControlPlaneFact]
    public async Task The_certificate_is_renewed_after_two_thirds_of_its_time_while_pods_are_created()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var now = TimeProvider.System.GetUtcNow();
        var replica = await installation.StartAsync(now - (61 * Day));
        var @namespace = await StartServingAsync(installation, replica);
        var before = await installation.SecretAsync();
        replica.Clock.Leap(58 * Day);
        await installation.WaitUntilTrustedAsync(replica);
        (await installation.SecretAsync()).Version.ShouldBe(before.Version);

        await using var pods = new PodStream(fixture.Client, @namespace);
        replica.Clock.Leap(3 * Day);
        await installation.WaitAsync("another certificate is served", async () => await replica.ServedSerialNumberAsync() != before.LeafSerialNumber);
        await fixture.Client.CreatePodAsync(@namespace, "after-the-renewal");

        await EndAsync(pods);
        var after = await installation.SecretAsync();
        after.Authorities.ShouldBe(before.Authorities);
        (after.LeafNotBefore - before.LeafNotBefore).ShouldBeGreaterThan(60 * Day);
        (await replica.AdminAsync("/metrics")).ShouldContain("injector_certificate_renewals_total{result=\"success\"} 2\n");
    }

    [ControlPlaneFact]
    public async Task A_new_authority_is_trusted_everywhere_before_it_signs_and_the_old_one_goes_last()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var now = TimeProvider.System.GetUtcNow();
        var replica = await installation.StartAsync(now - (CertificateLifetimes.Default.Authority * 2 / 3) - Day);
        await installation.WaitAsync("ready", replica.IsReadyAsync);
        replica.Clock.Leap(now - (10 * Day) - replica.Clock.GetUtcNow());
        await installation.WaitAsync("a certificate of today", async () => now - (await installation.SecretAsync()).LeafNotBefore < 11 * Day);
        var @namespace = await StartServingAsync(installation, replica);
        var old = await installation.SecretAsync();
        old.AuthorityCount.ShouldBe(1);
        await using var pods = new PodStream(fixture.Client, @namespace);

        replica.Clock.Leap(10 * Day);
        await installation.WaitAsync("a second authority", async () => (await installation.SecretAsync()).AuthorityCount == 2);
        await installation.WaitUntilTrustedAsync(replica);
        var overlap = await installation.SecretAsync();
        overlap.LeafSerialNumber.ShouldBe(old.LeafSerialNumber);
        (await replica.TrustsAsync(old.Authorities)).ShouldBeTrue("a client that has not heard of the new authority");
        (await replica.TrustsAsync(overlap.Authorities)).ShouldBeTrue("a client that knows both");

        await installation.WaitAsync("a certificate of the new authority", async () => await replica.TrustsAsync(overlap.Authority));
        (await replica.TrustsAsync(overlap.Authorities)).ShouldBeTrue("a client that knows both");
        (await replica.TrustsAsync(old.Authorities)).ShouldBeFalse("a client that has not heard of it for as long as it was spread");
        await fixture.Client.CreatePodAsync(@namespace, "after-the-rotation");
        await EndAsync(pods);

        replica.Clock.Leap(CertificateLifetimes.Default.Leaf);
        await installation.WaitAsync("the old authority is gone", async () => (await installation.SecretAsync()).AuthorityCount == 1);
        (await installation.SecretAsync()).Authority.ShouldBe(overlap.Authority);
        await installation.WaitAsync("from the configurations too", async () => (await installation.BundlesAsync()).All(bundle => bundle.Trim() == overlap.Authority));
    }

    private async Task EndAsync(PodStream pods)
    {
        var created = await pods.EndAsync();
        created.ShouldBePositive();
        output.WriteLine($"{created} pods were created meanwhile, and none failed");
    }

    private async Task<string> StartServingAsync(Installation installation, Replica replica)
    {
        await installation.RegisterAsync(replica);
        await installation.WaitUntilTrustedAsync(replica);
        var @namespace = await installation.NewServedNamespaceAsync();
        await fixture.Client.CreatePodAsync(@namespace, "first");
        return @namespace;
    }
}
