using Injector.EndToEnd.Tests.Check;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>An administrator asks for a new authority by the command.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class RotationTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task A_rotation_overlaps_and_no_creation_fails()
    {
        await using var installed = await Installation.CreateAsync(fixture);
        var replica = await StartAsync(installed);
        var before = await installed.SecretAsync();
        await using var pods = new PodStream(fixture.Client, await installed.NewServedNamespaceAsync());

        var run = await RotateAsync(installed);
        await installed.WaitAsync("two authorities", async () => (await installed.SecretAsync()).AuthorityCount == 2);
        await installed.WaitUntilTrustedAsync(replica);
        var after = await installed.SecretAsync();
        await installed.WaitAsync("a certificate of the new authority", async () => await replica.TrustsAsync(after.Authority));

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Errors);
        run.Errors.ShouldContain("holds a new authority; the former one is trusted");
        after.Authorities.ShouldEndWith(before.Authorities);
        (await pods.EndAsync()).ShouldBePositive();
    }

    [ControlPlaneFact]
    public async Task Distrust_drops_every_former_authority_for_all_replicas_and_nobody_brings_it_back()
    {
        await using var installed = await Installation.CreateAsync(fixture);
        var first = await StartAsync(installed);
        var second = await installed.StartAsync();
        await installed.WaitAsync("the second is ready", second.IsReadyAsync);
        var before = await installed.SecretAsync();

        var run = await RotateAsync(installed, "--distrust");
        await installed.WaitAsync("another authority", async () => (await installed.SecretAsync()).Authority != before.Authority);
        await installed.WaitUntilTrustedAsync(first);
        var after = await installed.SecretAsync();
        await installed.WaitAsync("both serve the new certificate", async () => await first.TrustsAsync(after.Authority) && await second.TrustsAsync(after.Authority));
        await installed.StopAsync(first);
        var lease = await installed.LeaseHolderAsync();
        await installed.WaitAsync("the second writes now", async () => await installed.LeaseHolderAsync() is { Length: > 0 } holder && holder != lease);
        var looked = await installed.LeaseRenewalAsync();
        await installed.WaitAsync("it has looked at everything", async () => await installed.LeaseRenewalAsync() is { } later && later > looked);
        await installed.WaitUntilTrustedAsync(second);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Errors);
        after.AuthorityCount.ShouldBe(1);
        (await installed.SecretAsync()).Authorities.ShouldBe(after.Authorities);
        (await installed.BundlesAsync()).ShouldAllBe(bundle => bundle == after.Authorities);
    }

    [ControlPlaneFact]
    public async Task A_Secret_with_certificates_from_elsewhere_is_refused()
    {
        await using var installed = await Installation.CreateAsync(fixture);
        await fixture.Client.CreateAsync(
            $"/api/v1/namespaces/{installed.Namespace}/secrets",
            $$$"""{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "{{{installed.Name}}}"}, "data": {"tls.crt": "eA=="}}""").EnsureAsync();

        var run = await RotateAsync(installed);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Errors.ShouldContain("holds no authority of Injector's own");
    }

    private static async Task<Replica> StartAsync(Installation installed)
    {
        var replica = await installed.StartAsync();
        await installed.RegisterAsync(replica);
        await installed.WaitUntilTrustedAsync(replica);
        return replica;
    }

    /// <summary>Runs the command, which waits for the replicas, whose clocks have to go on meanwhile.</summary>
    private async Task<CheckRun> RotateAsync(Installation installed, params string[] arguments)
    {
        var run = CheckRun.OfCommandAsync(
            ["certificates", "rotate", "--kubeconfig", fixture.ControlPlane.KubeconfigPath, "--own-namespace", installed.Namespace, "--certificate-secret", installed.Name, .. arguments]);
        await installed.WaitAsync("the command has ended", () => Task.FromResult(run.IsCompleted));
        return await run;
    }
}
