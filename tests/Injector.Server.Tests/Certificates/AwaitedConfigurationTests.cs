namespace Injector.Server.Tests.Certificates;

/// <summary>With <c>helm --wait</c> the configurations are made once the server is ready, and until they name its authority every call fails.</summary>
public sealed class AwaitedConfigurationTests
{
    [Fact]
    public async Task Looks_every_second_for_a_configuration_that_is_still_missing_so_that_it_is_trusted_at_once()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync();
        await self.WaitAsync(self.IsServingAsync);

        // With ten seconds between two looks it would be three.
        (await self.LooksAsync(30)).ShouldBeGreaterThan(6);

        ManagedCertificateWebhook.PutConfiguration(self.Objects);
        await self.WaitAsync(() => Task.FromResult(self.IsTrusted));
    }

    [Fact]
    public async Task Looks_seldom_once_every_configuration_is_told()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(ManagedCertificateWebhook.PutConfiguration);
        await self.WaitAsync(async () => await self.IsServingAsync() && self.IsTrusted);
        await self.LooksAsync(10);

        (await self.LooksAsync(15)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Does_not_go_on_looking_often_for_one_that_nobody_makes()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync();
        await self.WaitAsync(self.IsServingAsync);
        await self.LooksAsync(1);
        self.Clock.Advance(TimeSpan.FromMinutes(6));
        await self.LooksAsync(10);

        (await self.LooksAsync(15)).ShouldBeLessThanOrEqualTo(2);
    }
}
