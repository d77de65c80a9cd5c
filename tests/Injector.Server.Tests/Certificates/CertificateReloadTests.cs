using System.Net;
using Injector.Certificates;
using Injector.Server.Certificates;
using Injector.Server.Hosting;
using Injector.Server.Tests.Hosting;
using Injector.Testing;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Certificates;

public sealed class CertificateReloadTests
{
    [Fact]
    public async Task Gives_new_connections_the_new_certificate()
    {
        using var folder = new TemporaryFolder();
        var old = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(old.In(WebhookUnderTest.Options), authorityPem: old.AuthorityPem);
        var next = IssuedFiles.Write(folder, "next");

        next.Replace(old);
        webhook.Part<CertificateReload>().Refresh();

        (await webhook.ServedSerialNumberAsync()).ShouldBe(next.SerialNumber);
        (await webhook.MetricsAsync()).ShouldContain("injector_certificate_reloads_total{result=\"success\"} 1\n");
    }

    [Fact]
    public async Task Leaves_open_connections_alone()
    {
        using var folder = new TemporaryFolder();
        var old = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(old.In(WebhookUnderTest.Options), authorityPem: old.AuthorityPem);
        using var before = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        // Signed by an authority that the client does not know: only the connection that is open already can be used.
        IssuedFiles.Write(folder, "next").Replace(old);
        webhook.Part<CertificateReload>().Refresh();
        using var after = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fails_no_request_while_certificates_change()
    {
        using var folder = new TemporaryFolder();
        using var authority = CertificateAuthority.Create("test authority", TimeSpan.FromDays(30), TimeProvider.System);
        var served = IssuedFiles.Write(folder, "served", authority, TimeSpan.FromDays(1));
        await using var webhook = await WebhookUnderTest.StartAsync(served.In(WebhookUnderTest.Options), authorityPem: authority.CertificatePem);

        var requests = Enumerable.Range(0, 8).Select(_ => Task.Run(() => RequestOnNewConnectionsAsync(webhook, 10))).ToList();
        for (var i = 0; i < 20; i++)
        {
            IssuedFiles.Write(folder, "next", authority, TimeSpan.FromDays(1)).Replace(served);
            webhook.Part<CertificateReload>().Refresh();
        }

        (await Task.WhenAll(requests)).Sum().ShouldBe(80);
    }

    [Theory]
    [InlineData("not a certificate")]
    [InlineData("")]
    public async Task Keeps_the_good_pair_when_the_new_one_is_bad(string certificate)
    {
        using var folder = new TemporaryFolder();
        var good = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(good.In(WebhookUnderTest.Options), authorityPem: good.AuthorityPem);

        folder.Write("served.crt", certificate);
        webhook.Part<CertificateReload>().Refresh();

        (await webhook.ServedSerialNumberAsync()).ShouldBe(good.SerialNumber);
        (await webhook.Admin.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await webhook.MetricsAsync()).ShouldContain("injector_certificate_reloads_total{result=\"failure\"} 1\n");
        (await webhook.StopAndReadLogAsync()).ShouldContain("The new certificate is refused");
    }

    [Fact]
    public async Task Takes_the_pair_once_both_halves_have_come()
    {
        using var folder = new TemporaryFolder();
        var old = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(old.In(WebhookUnderTest.Options), authorityPem: old.AuthorityPem);
        var next = IssuedFiles.Write(folder, "next");

        File.Copy(next.CertificateFile, old.CertificateFile, overwrite: true);
        webhook.Part<CertificateReload>().Refresh();
        var halfway = await webhook.ServedSerialNumberAsync();
        File.Copy(next.KeyFile, old.KeyFile, overwrite: true);
        webhook.Part<CertificateReload>().Refresh();

        halfway.ShouldBe(old.SerialNumber);
        (await webhook.ServedSerialNumberAsync()).ShouldBe(next.SerialNumber);
    }

    [Fact]
    public async Task Holds_a_pair_of_a_clock_that_is_ahead_until_it_is_valid()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var ahead = new ManualTimeProvider(time.GetUtcNow() + TimeSpan.FromHours(3));
        var old = IssuedFiles.Write(folder, "served", time);
        await using var webhook = await WebhookUnderTest.StartAsync(old.In(WebhookUnderTest.Options), new WebhookOverrides { Time = time }, old.AuthorityPem);
        var next = IssuedFiles.Write(folder, "next", ahead);

        next.Replace(old);
        webhook.Part<CertificateReload>().Refresh();
        webhook.Part<CertificateReload>().Refresh();
        var early = webhook.Part<ServingCertificate>().Pair.Leaf.SerialNumber;
        time.Advance(TimeSpan.FromHours(3));
        webhook.Part<CertificateReload>().Refresh();

        early.ShouldBe(old.SerialNumber);
        webhook.Part<ServingCertificate>().Pair.Leaf.SerialNumber.ShouldBe(next.SerialNumber);
        (await webhook.StopAndReadLogAsync()).Split("waits until then").Length.ShouldBe(2, "it is said once");
    }

    [Fact]
    public async Task Takes_a_pair_that_is_not_valid_yet_once_the_old_one_has_expired()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var ahead = new ManualTimeProvider(time.GetUtcNow() + TimeSpan.FromDays(3));
        var old = IssuedFiles.Write(folder, "served", time, TimeSpan.FromHours(1));
        await using var webhook = await WebhookUnderTest.StartAsync(old.In(WebhookUnderTest.Options), new WebhookOverrides { Time = time }, old.AuthorityPem);
        var next = IssuedFiles.Write(folder, "next", ahead);
        next.Replace(old);

        time.Advance(TimeSpan.FromHours(2));
        webhook.Part<CertificateReload>().Refresh();

        webhook.Part<ServingCertificate>().Pair.Leaf.SerialNumber.ShouldBe(next.SerialNumber);
    }

    [Fact]
    public async Task Survives_files_that_are_gone()
    {
        using var folder = new TemporaryFolder();
        var good = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(good.In(WebhookUnderTest.Options), authorityPem: good.AuthorityPem);

        File.Delete(good.CertificateFile);
        webhook.Part<CertificateReload>().Refresh();

        (await webhook.ServedSerialNumberAsync()).ShouldBe(good.SerialNumber);
    }

    [Fact]
    public async Task Is_not_ready_once_the_certificate_has_expired()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var files = IssuedFiles.Write(folder, "served", lifetime: TimeSpan.FromHours(1));
        await using var webhook = await WebhookUnderTest.StartAsync(
            files.In(WebhookUnderTest.Options), new WebhookOverrides { Time = time }, files.AuthorityPem);
        var before = await webhook.Admin.GetAsync("/readyz");

        time.Advance(TimeSpan.FromHours(2));

        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = await webhook.Admin.GetAsync("/readyz");
        after.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await after.Content.ReadAsStringAsync()).ShouldContain("certificate: not ready, expired at ");
    }

    private static async Task<int> RequestOnNewConnectionsAsync(WebhookUnderTest webhook, int count)
    {
        var succeeded = 0;
        for (var i = 0; i < count; i++)
        {
            using var client = webhook.NewClient(HttpVersion.Version11);
            using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes(), client);
            succeeded += response.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        return succeeded;
    }
}
