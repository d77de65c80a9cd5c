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
}
