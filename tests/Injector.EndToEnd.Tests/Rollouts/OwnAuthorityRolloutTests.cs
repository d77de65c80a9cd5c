using Injector.Certificates.Renewal;
using Injector.EndToEnd.Tests.Certificates;
using Injector.Testing.ControlPlane;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>
/// The whole life of an authority's successor under load: it joins the bundle, signs, and its predecessor is dropped ninety days later. The API server
/// lives in the real time, so all that is served must be valid now: the replicas' clocks run from ninety days ago until now.
/// </summary>
[Collection(SharedControlPlane.Name)]
public sealed class OwnAuthorityRolloutTests(ControlPlaneFixture fixture, ITestOutputHelper output)
{
    private static readonly CertificateLifetimes Lifetimes = CertificateLifetimes.Default;
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(15);

    [ControlPlaneFact]
    public async Task No_creation_fails_while_the_own_authority_is_replaced()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var begin = TimeProvider.System.GetUtcNow() - Lifetimes.Leaf + Moment;
        var former = await FoundAsync(installation, begin + Moment - (Lifetimes.Authority * 2 / 3));
        Replica[] replicas = [await installation.StartAsync(begin), await installation.StartAsync(begin)];
        await using var balancer = await LoadBalancer.StartAsync(
            fixture.ControlPlane, FreePorts.Choose(1)[0], replicas.Select(replica => (replica.Running.Address.Port, replica.Running.AdminAddress.Port)));
        await installation.RegisterAsync(balancer.Address);
        await WaitUntilServedAsync(installation, replicas, authorities: 1, secret => secret.Authority == former);
        var pods = await installation.NewServedNamespaceAsync();
        await fixture.Client.CreatePodAsync(pods, "first");
        await using var load = CreationLoad.Start(fixture.Client, pods);
        await load.CreateMoreAsync(50);

        // The successor joins the bundle; what is served stays.
        var before = (await installation.SecretAsync()).LeafSerialNumber;
        Advance(replicas, Moment);
        await WaitUntilServedAsync(installation, replicas, authorities: 2, secret => secret.Authority != former && secret.LeafSerialNumber == before);
        await load.CreateMoreAsync(50);

        // It has spread and signs.
        await WaitUntilServedAsync(installation, replicas, authorities: 2, secret => secret.LeafSerialNumber != before);
        await load.CreateMoreAsync(50);

        // The certificate is renewed in its turn, then nothing of the former authority can be valid any more.
        var second = (await installation.SecretAsync()).LeafSerialNumber;
        Advance(replicas, Lifetimes.Leaf * 2 / 3);
        await WaitUntilServedAsync(installation, replicas, authorities: 2, secret => secret.LeafSerialNumber != second);
        Advance(replicas, Lifetimes.Leaf / 3);
        await WaitUntilServedAsync(installation, replicas, authorities: 1, secret => secret.Authority != former);
        await load.CreateMoreAsync(100);

        output.WriteLine($"The own authority of two replicas replaced: {await load.StopAsync()}");
        load.Failures.ShouldBeEmpty();
        load.Created.ShouldBeGreaterThanOrEqualTo(250);
    }

    /// <summary>Has a replica of long ago make an authority.</summary>
    private static async Task<string> FoundAsync(Installation installation, DateTimeOffset then)
    {
        var founder = await installation.StartAsync(then);
        await installation.WaitAsync("the first authority", founder.IsReadyAsync);
        await installation.StopAsync(founder);
        return (await installation.SecretAsync()).Authority;
    }

    private static void Advance(IEnumerable<Replica> replicas, TimeSpan by)
    {
        foreach (var replica in replicas)
        {
            replica.Clock.Leap(by);
        }
    }

    /// <summary>Waits until the Secret is as expected, every entry names its authorities and every replica is ready and serves its certificate.</summary>
    private static Task WaitUntilServedAsync(Installation installation, Replica[] replicas, int authorities, Func<SecretTexts, bool> isExpected) =>
        installation.WaitAsync($"{authorities} authorities, certificate served", async () =>
        {
            var secret = await installation.SecretAsync();
            return secret.AuthorityCount == authorities && isExpected(secret)
                && (await Task.WhenAll(replicas.Select(replica => replica.IsReadyAsync()))).All(isReady => isReady)
                && (await installation.BundlesAsync()).All(bundle => bundle == secret.Authorities)
                && (await Task.WhenAll(replicas.Select(replica => ServedCertificate.SerialNumberAsync(replica.Running.Address.Port))))
                    .All(serial => serial == secret.LeafSerialNumber);
        });
}
