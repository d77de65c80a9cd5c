using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>The API server's clock is right; those of replicas are not.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class ClockTests(ControlPlaneFixture fixture)
{
    [ControlPlaneTheory]
    [InlineData(50)]
    [InlineData(-50)]
    public async Task Clocks_that_differ_by_less_than_an_hour_do_no_harm(int minutes)
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var now = TimeProvider.System.GetUtcNow();
        var wrong = await installation.StartAsync(now.AddMinutes(minutes));
        await installation.WaitAsync("ready", wrong.IsReadyAsync);
        var made = await installation.SecretAsync();
        var right = await installation.StartAsync(now);
        await installation.RegisterAsync(right);

        await installation.WaitUntilTrustedAsync(right);
        await installation.WaitUntilTrustedAsync(wrong);

        (await installation.SecretAsync()).Version.ShouldBe(made.Version);
        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");
    }

    [ControlPlaneFact]
    public async Task A_certificate_that_a_clock_far_ahead_has_made_is_replaced_by_a_replica_whose_clock_is_right()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var now = TimeProvider.System.GetUtcNow();
        var ahead = await installation.StartAsync(now.AddDays(2));
        await installation.WaitAsync("ready by its own clock", ahead.IsReadyAsync);
        var made = await installation.SecretAsync();
        await installation.StopAsync(ahead);

        var right = await installation.StartAsync(now);
        await installation.RegisterAsync(right);
        await installation.WaitUntilTrustedAsync(right);

        var repaired = await installation.SecretAsync();
        repaired.Authority.ShouldNotBe(made.Authority);
        repaired.LeafNotBefore.ShouldBeLessThan(now);
        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");
    }

    [ControlPlaneFact]
    public async Task A_replica_keeps_its_certificate_when_another_one_puts_one_of_the_future_in_its_place()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var now = TimeProvider.System.GetUtcNow();
        var ahead = await installation.StartAsync(now);
        await installation.RegisterAsync(ahead);
        await installation.WaitUntilTrustedAsync(ahead);
        var right = await installation.StartAsync(now);
        await installation.WaitUntilTrustedAsync(right);
        var good = await installation.SecretAsync();

        ahead.Clock.Leap(TimeSpan.FromDays(61));
        await installation.WaitAsync("a certificate of the future", async () => (await installation.SecretAsync()).LeafSerialNumber != good.LeafSerialNumber);
        await installation.WaitAsync("the other has complained", async () =>
            !(await right.AdminAsync("/metrics")).Contains("injector_certificate_renewals_total{result=\"failure\"} 0\n", StringComparison.Ordinal));

        (await right.ServedSerialNumberAsync()).ShouldBe(good.LeafSerialNumber);
        (await right.IsReadyAsync()).ShouldBeTrue();
    }
}
