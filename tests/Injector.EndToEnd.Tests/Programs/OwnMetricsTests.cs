using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.Server;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Testing.Admission;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>Prometheus itself scrapes the webhook as it does by default, in OpenMetrics.</summary>
public sealed class OwnMetricsTests : IDisposable
{
    private const string Uid = "705ab4f5-6393-11e8-b7cc-42010a800002";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly HttpClient _client = new();

    [ControlPlaneFact]
    public async Task Prometheus_counts_the_reviews_and_finds_one_by_its_uid()
    {
        await using var webhook = await WebhookHost.StartAsync(
            new ServerOptions { Listen = "127.0.0.1:0", AdminListen = "127.0.0.1:0" },
            new WebhookOverrides { Variable = static _ => null, OpenLog = static () => new MemoryStream() }, CancellationToken.None);
        await using var prometheus = StartPrometheus(webhook.AdminAddress);
        await WaitAsync(prometheus, async token => await CountAsync("injector_profiles_loaded", token) == webhook.Profiles.All.Length);

        // Whatever comes before the first scrape of OpenMetrics has no exemplar.
        await InjectAsync(webhook);

        await WaitAsync(prometheus, async token => await CountAsync("injector_injections_total{profile=\"log-tail\",mode=\"native\"}", token) == 1);
        await WaitAsync(prometheus, async token => await CountAsync("histogram_quantile(0.5, injector_patch_bytes_bucket) > 512", token) is not null);
        await WaitAsync(prometheus, async token => await UidsAsync("injector_patch_bytes_bucket", token) is [Uid]);
        await WaitAsync(prometheus, async token => await UidsAsync("injector_admission_duration_seconds_bucket", token) is [Uid]);
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    private ServerProcess StartPrometheus(Uri admin)
    {
        File.WriteAllText(
            _folder.PathOf("prometheus.yml"),
            $$"""{global: {scrape_interval: 1s, scrape_timeout: 1s}, scrape_configs: [{job_name: injector, static_configs: [{targets: ["{{admin.Authority}}"]}]}]}""");
        string[] arguments =
        [
            $"--config.file={_folder.PathOf("prometheus.yml")}", $"--storage.tsdb.path={_folder.PathOf("tsdb")}", "--enable-feature=exemplar-storage",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{_port}"),
        ];
        return ServerProcess.Start(_folder, ControlPlaneAssets.Require().ToolPath("prometheus"), arguments);
    }

    private static async Task InjectAsync(RunningWebhook webhook)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        using var client = new HttpClient(handler);
        using var review = new ByteArrayContent(AdmissionReviews.OfAPod().WithUid(Uid).RequestingFor("log-tail").ToBytes());
        review.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync(new Uri(webhook.Address, "/mutate"), review);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task WaitAsync(ServerProcess prometheus, Func<CancellationToken, Task<bool>> isReached) =>
        Readiness.WaitAsync(prometheus, Limit, isReached, CancellationToken.None);

    private async Task<double?> CountAsync(string query, CancellationToken cancellationToken) =>
        (await QueryAsync("query", query, cancellationToken))?["result"]!.AsArray() is [{ } sample, ..]
            ? double.Parse((string)sample["value"]![1]!, CultureInfo.InvariantCulture) : null;

    private async Task<List<string>> UidsAsync(string metric, CancellationToken cancellationToken) =>
        [.. ((await QueryAsync("query_exemplars", metric, cancellationToken))?.AsArray() ?? [])
            .SelectMany(static series => series!["exemplars"]!.AsArray()).Select(static exemplar => (string)exemplar!["labels"]!["uid"]!).Distinct()];

    private async Task<JsonNode?> QueryAsync(string endpoint, string query, CancellationToken cancellationToken)
    {
        try
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/api/v1/{endpoint}?query={Uri.EscapeDataString(query)}");
            return JsonNode.Parse(await _client.GetStringAsync(new Uri(address), cancellationToken))!["data"];
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
