using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.Testing.ControlPlane;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>
/// The profile metrics-adapter for an application that speaks JSON, shown with json_exporter itself. The Collector, which asks it, is played
/// by Prometheus with the scrape configuration that the Collector's receiver was given: it is Prometheus' own.
/// </summary>
public sealed class JsonExporterTests
{
    [OptionalProgramFact("json_exporter", "prometheus")]
    public async Task Values_of_the_applications_json_become_metrics()
    {
        await using var application = await StartApplicationAsync();
        using var pod = await LocalPod.CreateAsync(
            "metrics-adapter",
            ("source", "json"),
            ("url", new Uri(new Uri(application.Urls.First()), "/status?full=1&all").ToString()),
            ("values", "queue_depth={.queue.depth}, workers={.workers[?(@.name==\"b\")].busy}"),
            ("interval", "1s"));
        await using var exporter = pod.Container("json-exporter").Start("json_exporter");
        var port = FreePort.Next();
        await using var prometheus = pod.Start(ProvisionedPrograms.Find("prometheus")!, Arguments(pod, port), "prometheus");
        using var client = new HttpClient();

        await Readiness.WaitAsync(
            prometheus,
            TimeSpan.FromSeconds(90),
            async token => await ValueAsync(client, port, "queue_depth", token) == "42" && await ValueAsync(client, port, "workers", token) == "3",
            CancellationToken.None);
    }

    private static string[] Arguments(LocalPod pod, int port)
    {
        var scrape = pod.Container("metrics-adapter").File("/etc/otelcol-contrib/collector.yaml")["receivers"]!["prometheus"]!["config"]!;
        File.WriteAllText(pod.Beside("prometheus.yml"), scrape.ToJsonString());
        return
        [
            $"--config.file={pod.Beside("prometheus.yml")}", $"--storage.tsdb.path={pod.Beside("tsdb")}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
        ];
    }

    private static async Task<string?> ValueAsync(HttpClient client, int port, string metric, CancellationToken cancellationToken)
    {
        try
        {
            var answer = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/query?query={metric}"), cancellationToken));
            return answer!["data"]!["result"]!.AsArray() is [{ } sample, ..] ? (string)sample["value"]![1]! : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<WebApplication> StartApplicationAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(context => context.Response.WriteAsync(context.Request.Query.ContainsKey("all")
            ? """{"queue":{"depth":42},"workers":[{"name":"a","busy":1},{"name":"b","busy":3}]}"""
            : "{}"));
        await application.StartAsync();
        return application;
    }
}
