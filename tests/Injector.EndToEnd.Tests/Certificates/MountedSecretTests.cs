using System.Text;
using System.Text.Json.Nodes;
using Injector.Certificates;
using Injector.Testing;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>
/// The mode of cert-manager, whose part the tests play: it renews the pair in the mounted Secret and writes its authority into the configurations.
/// </summary>
[Collection(SharedControlPlane.Name)]
public sealed class MountedSecretTests(ControlPlaneFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private CertificateAuthority _authority = null!;
    private readonly MountedSecret _secret = new();
    private Installation _installation = null!;
    private string _namespace = "";

    public async Task InitializeAsync()
    {
        _authority = CertificateAuthority.Create("of cert-manager", TimeSpan.FromDays(365), _clock);
        _secret.Bring(_authority, ServerNames.Local("localhost"));
        _installation = await Installation.CreateAsync(fixture);
        _namespace = await _installation.NewServedNamespaceAsync();
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    public void Dispose()
    {
        _secret.Dispose();
        _authority.Dispose();
    }

    [ControlPlaneFact]
    public async Task Replicas_that_start_together_or_again_serve_the_mounted_certificate()
    {
        var replicas = await Task.WhenAll(_installation.StartAsync(_secret.In), _installation.StartAsync(_secret.In));
        await _installation.RegisterAsync(replicas[0], _authority.CertificatePem);
        foreach (var replica in replicas)
        {
            await _installation.WaitAsync("ready", replica.IsReadyAsync);
            (await replica.ServedSerialNumberAsync()).ShouldBe(_secret.SerialNumber);
        }

        await fixture.Client.CreatePodAsync(_namespace, "first");
        await _installation.StopAsync(replicas[1]);

        var again = await _installation.StartAsync(_secret.In);

        (await again.ServedSerialNumberAsync()).ShouldBe(_secret.SerialNumber);
        (await _installation.BundlesAsync()).ShouldAllBe(bundle => bundle == _authority.CertificatePem, "Injector leaves caBundle to cert-manager");
    }

    [ControlPlaneFact]
    public async Task A_renewed_certificate_is_served_while_pods_are_created()
    {
        var replica = await StartAsync();
        var former = _secret.SerialNumber;
        await using var pods = new PodStream(fixture.Client, _namespace);

        _secret.Bring(_authority, ServerNames.Local("localhost"));
        await _installation.WaitAsync("the renewed certificate is served", async () => await replica.ServedSerialNumberAsync() == _secret.SerialNumber);

        await fixture.Client.CreatePodAsync(_namespace, "after-the-renewal");
        (await pods.EndAsync()).ShouldBePositive();
        _secret.SerialNumber.ShouldNotBe(former);
        (await replica.AdminAsync("/metrics")).ShouldContain("injector_certificate_reloads_total{result=\"failure\"} 0\n");
    }

    [ControlPlaneFact]
    public async Task An_overwritten_authority_is_left_to_cert_manager_to_mend()
    {
        var replica = await StartAsync();
        using var stranger = CertificateAuthority.Create("somebody else", TimeSpan.FromDays(1), TimeProvider.System);
        await TrustAsync(stranger.CertificatePem);
        var from = replica.Clock.GetUtcNow();
        await _installation.WaitAsync("some looks later", () => Task.FromResult(replica.Clock.GetUtcNow() - from > TimeSpan.FromMinutes(1)));
        (await _installation.BundlesAsync())[0].ShouldBe(stranger.CertificatePem);

        await TrustAsync(_authority.CertificatePem);

        await _installation.WaitAsync("pods are created again", async () => PodCreation.IsInjected(
            await fixture.Client.CreateAsync($"/api/v1/namespaces/{_namespace}/pods", PodCreation.Pod($"fixed-{Guid.NewGuid():N}"))));
    }

    [ControlPlaneFact]
    public async Task A_certificate_from_a_clock_that_is_ahead_waits_until_it_is_valid_while_pods_are_created()
    {
        var replica = await StartAsync();
        var former = _secret.SerialNumber;
        _clock.Leap(TimeSpan.FromHours(12));
        await using var pods = new PodStream(fixture.Client, _namespace);

        _secret.Bring(_authority, ServerNames.Local("localhost"));
        var from = replica.Clock.GetUtcNow();
        await _installation.WaitAsync("some looks later", () => Task.FromResult(replica.Clock.GetUtcNow() - from > TimeSpan.FromMinutes(1)));

        (await replica.ServedSerialNumberAsync()).ShouldBe(former);
        (await replica.IsReadyAsync()).ShouldBeTrue();
        await fixture.Client.CreatePodAsync(_namespace, "meanwhile");
        (await pods.EndAsync()).ShouldBePositive();
        replica.Clock.Leap(TimeSpan.FromHours(13));
        await _installation.WaitAsync("it is served", async () => await replica.ServedSerialNumberAsync() == _secret.SerialNumber);
    }

    private async Task<Replica> StartAsync()
    {
        var replica = await _installation.StartAsync(_secret.In);
        await _installation.RegisterAsync(replica, _authority.CertificatePem);
        await _installation.WaitAsync("ready", replica.IsReadyAsync);
        await fixture.Client.CreatePodAsync(_namespace, "first");
        return replica;
    }

    private Task TrustAsync(string authorityPem) => fixture.Client.PatchAsync(_installation.MutatingPath, ApiPatchKind.Json, new JsonArray(new JsonObject
    {
        ["op"] = "replace",
        ["path"] = "/webhooks/0/clientConfig/caBundle",
        ["value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem)),
    })).EnsureAsync();
}
