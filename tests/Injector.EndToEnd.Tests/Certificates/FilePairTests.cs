using Injector.Certificates;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>The mode <c>files</c>, which is that of cert-manager too: somebody else renews the pair and keeps <c>caBundle</c>.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class FilePairTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task A_pair_of_which_one_half_has_come_waits_for_the_other_while_pods_are_created()
    {
        using var authority = CertificateAuthority.Create("of the administrator", TimeSpan.FromDays(30), TimeProvider.System);
        var folder = Directory.CreateTempSubdirectory("injector-pair-");
        await using var installation = await Installation.CreateAsync(fixture);
        try
        {
            var first = Issue(authority, folder, "tls");
            var replica = await installation.StartAsync(options => InFiles(options, folder));
            await installation.RegisterAsync(replica, authority.CertificatePem);
            var @namespace = await installation.NewServedNamespaceAsync();
            await fixture.Client.CreatePodAsync(@namespace, "first");
            await using var pods = new PodStream(fixture.Client, @namespace);

            var second = Issue(authority, folder, "next");
            File.Copy(PathOf(folder, "next.crt"), PathOf(folder, "tls.crt"), overwrite: true);
            await installation.WaitAsync("the half pair was refused", async () =>
                !(await replica.AdminAsync("/metrics")).Contains("injector_certificate_reloads_total{result=\"failure\"} 0\n", StringComparison.Ordinal));
            (await replica.ServedSerialNumberAsync()).ShouldBe(first);
            (await replica.IsReadyAsync()).ShouldBeTrue();

            File.Copy(PathOf(folder, "next.key"), PathOf(folder, "tls.key"), overwrite: true);
            await installation.WaitAsync("the whole pair is served", async () => await replica.ServedSerialNumberAsync() == second);
            await fixture.Client.CreatePodAsync(@namespace, "last");
            (await pods.EndAsync()).ShouldBePositive();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServerOptions InFiles(ServerOptions options, DirectoryInfo folder) => options with
    {
        Certificates = CertificateMode.Files,
        TlsCertificateFile = PathOf(folder, "tls.crt"),
        TlsKeyFile = PathOf(folder, "tls.key"),
    };

    private static string PathOf(DirectoryInfo folder, string name) => Path.Combine(folder.FullName, name);

    private static string Issue(CertificateAuthority authority, DirectoryInfo folder, string name)
    {
        using var pair = authority.Issue(ServerNames.Local("localhost"), TimeSpan.FromDays(1));
        File.WriteAllText(PathOf(folder, $"{name}.crt"), pair.CertificatesPem);
        File.WriteAllText(PathOf(folder, $"{name}.key"), pair.KeyPem);
        return pair.Leaf.SerialNumber;
    }
}
