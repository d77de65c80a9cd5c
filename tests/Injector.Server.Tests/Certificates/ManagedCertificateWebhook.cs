using System.Diagnostics;
using System.Text.Json.Nodes;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Server.Tests.Certificates;

/// <summary>A webhook of the mode <c>self</c> in front of an API server that does what a test wants.</summary>
internal sealed class ManagedCertificateWebhook : IAsyncDisposable
{
    internal const string Secret = "/api/v1/namespaces/system/secrets/shared";
    internal const string Configuration = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/injector";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder;

    private ManagedCertificateWebhook(WebhookUnderTest webhook, FakeObjects objects, ManualTimeProvider clock, TemporaryFolder folder) =>
        (Webhook, Objects, Clock, _folder) = (webhook, objects, clock, folder);

    internal WebhookUnderTest Webhook { get; }

    internal FakeObjects Objects { get; }

    internal ManualTimeProvider Clock { get; }

    /// <summary>Starts it.</summary>
    /// <param name="prepare">What there is, and what is refused, before it starts.</param>
    internal static async Task<ManagedCertificateWebhook> StartAsync(Action<FakeObjects>? prepare = null)
    {
        var objects = await FakeObjects.StartAsync();
        prepare?.Invoke(objects);
        var folder = new TemporaryFolder();
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var options = WebhookUnderTest.Options with
        {
            Kubeconfig = folder.Write("config", Kubeconfig(objects.Server, folder.Write("ca.crt", objects.Server.AuthorityPem))),
            Certificates = CertificateMode.Self,
            CertificateSecret = "system/shared",
            CertificateNames = ["localhost"],
            WebhookConfigurations = ["injector"],
        };
        var overrides = new WebhookOverrides { Time = clock, Variable = static _ => null };
        return new ManagedCertificateWebhook(await WebhookUnderTest.StartAsync(options, overrides, objects.Server.AuthorityPem), objects, clock, folder);
    }

    /// <summary>Puts a configuration with one entry that names nobody.</summary>
    internal static void PutConfiguration(FakeObjects objects) => objects.Put(
        Configuration, JsonNode.Parse("""{"metadata": {"name": "injector"}, "webhooks": [{"name": "pods.injector.io", "clientConfig": {"url": "https://x"}}]}""")!.AsObject());

    internal bool IsTrusted => Objects.Get(Configuration)?["webhooks"]![0]!["clientConfig"]!["caBundle"] is { } bundle
        && bundle.ToString() == Objects.Get(Secret)?["data"]!["ca.crt"]!.ToString();

    /// <summary>What readiness says of the certificate.</summary>
    internal async Task<string> CertificateStateAsync()
    {
        using var answer = await Webhook.Admin.GetAsync("/readyz?verbose");
        return (await answer.Content.ReadAsStringAsync()).Split('\n').Single(line => line.StartsWith("certificate:", StringComparison.Ordinal));
    }

    internal async Task<bool> IsServingAsync() => (await CertificateStateAsync()).StartsWith("certificate: ok", StringComparison.Ordinal);

    internal async Task<bool> HasFailedAsync() =>
        !(await Webhook.MetricsAsync()).Contains("injector_certificate_renewals_total{result=\"failure\"} 0\n", StringComparison.Ordinal);

    /// <summary>Waits, half a minute at most, while the clock goes ahead.</summary>
    internal async Task WaitAsync(Func<Task<bool>> isReached)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isReached())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Not reached. {await CertificateStateAsync()}; asked: {string.Join(", ", Objects.Requested.TakeLast(20))}");
            }

            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>How often the configuration is looked at while the clock goes ahead by so many seconds, each followed by a moment to look in.</summary>
    internal async Task<int> LooksAsync(int seconds)
    {
        var before = Looks();
        for (var second = 0; second < seconds; second++)
        {
            var (known, started) = (Looks(), Stopwatch.GetTimestamp());
            Clock.Advance(TimeSpan.FromSeconds(1));
            while (Looks() == known && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(300))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }

        return Looks() - before;
    }

    public async ValueTask DisposeAsync()
    {
        await Webhook.DisposeAsync();
        await Objects.DisposeAsync();
        _folder.Dispose();
    }

    private int Looks() => Objects.Requested.Count(line => line.Contains(Configuration, StringComparison.Ordinal));

    private static string Kubeconfig(FakeServer server, string authority) => $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: c, cluster: {server: "{{server.Address}}", certificate-authority: "{{authority}}" } }]
        users: [{name: u, user: {token: t} }]
        contexts: [{name: test, context: {cluster: c, user: u} }]
        """;
}
