using Injector.Server.Tests.Certificates;

namespace Injector.Server.Tests.Hosting;

public sealed class AnnouncementTests
{
    [Fact]
    public async Task Trusts_the_throw_away_authority_in_the_line_to_try()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        Announcement.For(webhook.Running).ToString().ShouldContain($"curl -s --cacert {webhook.Running.AuthorityPath} -H ");
    }

    [Fact]
    public async Task Passes_over_the_names_of_a_certificate_from_files_in_the_line_to_try()
    {
        using var folder = new TemporaryFolder();
        var files = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(files.In(WebhookUnderTest.Options), authorityPem: files.AuthorityPem);

        Announcement.For(webhook.Running).ToString().ShouldContain("curl -s --insecure -H ");
    }
}
