using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Injector.Server;
using Injector.Server.Options;
using Injector.Testing.Documentation;
using Microsoft.Extensions.Logging;

namespace Injector.Tests.Documentation;

public sealed partial class MetricsTableTests
{
    [Fact]
    public async Task The_page_on_operation_lists_the_metrics_that_a_server_has_after_its_first_injection()
    {
        await using var webhook = await WebhookHost.StartAsync(
            new ServerOptions { Listen = "127.0.0.1:0", AdminListen = "127.0.0.1:0", LogLevel = LogLevel.None }, CancellationToken.None);
        using var client = ClientOf(webhook);
        using var review = new StringContent(RepositoryText.Read("deploy/examples/review.json"), mediaType: new("application/json"));
        using var answer = await client.PostAsync(new Uri(webhook.Address, "/mutate"), review);
        answer.EnsureSuccessStatusCode();

        var metrics = await client.GetStringAsync(new Uri(webhook.AdminAddress, "/metrics"));

        var served = Family().Matches(metrics).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        var listed = DocumentedPage.Read("deploy/operation.md").Rows.Select(row => row[0].Trim('`')).Where(cell => cell.StartsWith("injector_", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        listed.ShouldBe(served);
    }

    private static HttpClient ClientOf(RunningWebhook webhook)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPem(webhook.AuthorityPem);
        return new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } });
    }

    [GeneratedRegex("^# TYPE (injector_[a-z_]+) ", RegexOptions.Multiline)]
    private static partial Regex Family();
}
