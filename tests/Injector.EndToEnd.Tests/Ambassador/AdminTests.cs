using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>What the kubelet and Prometheus ask HAProxy.</summary>
public sealed class AdminTests
{
    [ProgramFact("haproxy", "nginx")]
    public async Task Answers_readiness_and_metrics_and_nothing_else()
    {
        await using var server = await NginxBackend.StartAsync("a");
        var local = FreePort.Next();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"orders@{local}=http://127.0.0.1:{server.Port}"));
        await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{local}/"), 3);
        var metrics = await Answers.GetAsync(new Uri(proxy.Admin, "metrics"));
        metrics.ShouldContain("haproxy_backend_http_responses_total{proxy=\"orders\",code=\"2xx\"} 3");
        var others = await Answers.GetManyAsync(new Uri(proxy.Admin, "stats"), 1);
        others.WithStatus(HttpStatusCode.NotFound).ShouldBe(1);
    }
}
