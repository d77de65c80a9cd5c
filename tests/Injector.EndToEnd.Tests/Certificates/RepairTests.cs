using System.Text;
using System.Text.Json.Nodes;
using Injector.Certificates;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>What somebody else breaks is fixed, and pods go on being created meanwhile.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class RepairTests(ControlPlaneFixture fixture) : IAsyncLifetime
{
    private Installation? _installation;
    private Replica _replica = null!;
    private string _namespace = "";
    private SecretTexts _before = null!;

    private Installation Installed => _installation!;

    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is null)
        {
            _installation = await Installation.CreateAsync(fixture);
            _replica = await Installed.StartAsync();
            await Installed.RegisterAsync(_replica);
            await Installed.WaitUntilTrustedAsync(_replica);
            _namespace = await Installed.NewServedNamespaceAsync();
            await fixture.Client.CreatePodAsync(_namespace, "first");
            _before = await Installed.SecretAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [ControlPlaneFact]
    public async Task A_deleted_Secret_is_made_again_with_a_new_authority_beside_the_old_one()
    {
        await using var pods = new PodStream(fixture.Client, _namespace);

        await fixture.Client.DeleteAsync(Installed.SecretPath).EnsureAsync();

        await ChangesAuthorityAsync();
        (await pods.EndAsync()).ShouldBePositive();
    }

    [ControlPlaneFact]
    public async Task An_authority_whose_key_is_damaged_is_replaced_with_overlap()
    {
        await using var pods = new PodStream(fixture.Client, _namespace);

        await OverwriteSecretAsync("ca.key", "not a key");

        await ChangesAuthorityAsync();
        (await pods.EndAsync()).ShouldBePositive();
        (await _replica.AdminAsync("/metrics")).ShouldContain("injector_certificate_renewals_total{result=\"success\"} 3\n");
    }

    [ControlPlaneFact]
    public async Task A_Secret_that_is_damaged_whole_is_replaced_with_overlap()
    {
        await using var pods = new PodStream(fixture.Client, _namespace);

        await OverwriteSecretAsync("ca.crt", "", "ca.key", "", "tls.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "tls.key", "");

        await ChangesAuthorityAsync();
        (await pods.EndAsync()).ShouldBePositive();
    }

    [ControlPlaneFact]
    public async Task A_certificate_whose_key_is_damaged_is_issued_again_by_the_same_authority()
    {
        await using var pods = new PodStream(fixture.Client, _namespace);

        await OverwriteSecretAsync("tls.key", "not a key");
        await Installed.WaitAsync("another certificate is served", async () => await _replica.ServedSerialNumberAsync() != _before.LeafSerialNumber);

        await fixture.Client.CreatePodAsync(_namespace, "fixed");
        (await pods.EndAsync()).ShouldBePositive();
        (await Installed.SecretAsync()).Authorities.ShouldBe(_before.Authorities);
    }

    [ControlPlaneFact]
    public async Task A_Secret_that_was_lost_while_nothing_ran_is_made_again_and_the_configurations_learn_of_it()
    {
        await Installed.StopAsync(_replica);
        await fixture.Client.DeleteAsync(Installed.SecretPath).EnsureAsync();

        var next = await Installed.StartAsync();
        await Installed.WaitAsync("ready", next.IsReadyAsync);
        await Installed.WaitUntilTrustedAsync(next);

        (await Installed.BundlesAsync()).ShouldAllBe(bundle => !bundle.Contains(_before.Authority, StringComparison.Ordinal));
        (await next.TrustsAsync((await Installed.BundlesAsync())[0])).ShouldBeTrue();
    }

    [ControlPlaneFact]
    public async Task Authorities_that_somebody_has_overwritten_in_a_configuration_are_written_again()
    {
        using var stranger = CertificateAuthority.Create("somebody else", TimeSpan.FromDays(1), TimeProvider.System);
        var wrong = new JsonArray(
            Operation("/webhooks/0/clientConfig/caBundle", Convert.ToBase64String(Encoding.UTF8.GetBytes(stranger.CertificatePem))),
            Operation("/webhooks/1/clientConfig/caBundle", ""));
        await fixture.Client.PatchAsync(Installed.MutatingPath, ApiPatchKind.Json, wrong).EnsureAsync();
        (await Installed.BundlesAsync())[0].ShouldBe(stranger.CertificatePem);

        await Installed.WaitUntilTrustedAsync(_replica, within: TimeSpan.FromSeconds(30));

        (await Installed.SecretAsync()).Version.ShouldBe(_before.Version);
        await fixture.Client.CreatePodAsync(_namespace, "fixed");
    }

    [ControlPlaneFact]
    public async Task Entries_that_join_later_and_configurations_that_are_installed_again_get_the_authorities()
    {
        var entry = (await fixture.Client.GetAsync(Installed.MutatingPath).EnsureAsync())["webhooks"]![0]!.DeepClone();
        entry["name"] = "joined.end-to-end.test";
        entry["clientConfig"]!.AsObject().Remove("caBundle");
        await fixture.Client.PatchAsync(
            Installed.MutatingPath, ApiPatchKind.Json, new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/webhooks/-", ["value"] = entry })).EnsureAsync();
        await Installed.WaitUntilTrustedAsync(_replica);
        (await Installed.BundlesAsync()).Count.ShouldBe(4);

        await fixture.Client.DeleteAsync(Installed.MutatingPath).EnsureAsync();
        await fixture.Client.DeleteAsync(Installed.ValidatingPath).EnsureAsync();
        await Installed.RegisterAsync(_replica);
        await Installed.WaitUntilTrustedAsync(_replica);

        (await Installed.SecretAsync()).Version.ShouldBe(_before.Version);
        await fixture.Client.CreatePodAsync(_namespace, "fixed");
    }

    private static JsonObject Operation(string path, string value) => new() { ["op"] = "replace", ["path"] = path, ["value"] = value };

    private async Task OverwriteSecretAsync(params string[] keysAndTexts)
    {
        var data = new JsonObject(keysAndTexts.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(pair[1])))));
        await fixture.Client.PatchAsync(Installed.SecretPath, ApiPatchKind.Merge, new JsonObject { ["data"] = data }).EnsureAsync();
    }

    private async Task ChangesAuthorityAsync()
    {
        await Installed.WaitAsync("two authorities", async () =>
            await fixture.Client.GetAsync(Installed.SecretPath) is { IsSuccess: true } && (await Installed.SecretAsync()).AuthorityCount == 2);
        await Installed.WaitUntilTrustedAsync(_replica);
        var overlap = await Installed.SecretAsync();
        overlap.Authorities.ShouldEndWith(_before.Authorities);
        overlap.LeafSerialNumber.ShouldBe(_before.LeafSerialNumber);
        await Installed.WaitAsync("a certificate of the new authority", async () => await _replica.TrustsAsync(overlap.Authority));
        await fixture.Client.CreatePodAsync(_namespace, "after-the-change");
    }
}
