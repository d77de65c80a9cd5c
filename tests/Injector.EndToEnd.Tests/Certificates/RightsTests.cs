using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

[Collection(SharedControlPlane.Name)]
public sealed class RightsTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task The_rights_that_are_listed_are_enough_for_everything()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        using var rights = new LeastRights(fixture.ControlPlane, installation);
        var kubeconfig = await rights.CreateAsync();
        var replica = await installation.StartAsync(kubeconfig: kubeconfig);
        await installation.RegisterAsync(replica);
        await installation.WaitUntilTrustedAsync(replica);
        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");

        await fixture.Client.DeleteAsync(installation.SecretPath).EnsureAsync();
        await installation.WaitAsync("two authorities", async () =>
            await fixture.Client.GetAsync(installation.SecretPath) is { IsSuccess: true } && (await installation.SecretAsync()).AuthorityCount == 2);
        var overlap = await installation.SecretAsync();
        await installation.WaitAsync("a certificate of the new authority", async () => await replica.TrustsAsync(overlap.Authority));
        replica.Clock.Leap(TimeSpan.FromDays(91));
        await installation.WaitAsync("the old authority is gone", async () => (await installation.SecretAsync()).AuthorityCount == 1);
        await installation.WaitUntilTrustedAsync(replica);

        await installation.StopAsync(replica);
        replica.Log.ShouldContain("Made a new certificate authority");
        replica.Log.ShouldContain("Former authorities are no longer trusted");
        replica.Log.ShouldNotContain("Forbidden");
        (await installation.LeaseHolderAsync()).ShouldBe("");
    }
}
