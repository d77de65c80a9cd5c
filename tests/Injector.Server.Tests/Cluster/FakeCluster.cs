using System.Text.Json.Nodes;
using System.Threading.Channels;
using Injector.Server.Tests.Certificates;
using Injector.Testing.FakeApiServer;

namespace Injector.Server.Tests.Cluster;

/// <summary>A cluster without namespaces whose SidecarProfiles the test plays: lists, watches and writes of statuses are handed to it.</summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    internal const string Profiles = "/apis/injector.io/v1alpha1/sidecarprofiles";

    private readonly Channel<FakeRequest> _profiles = Channel.CreateUnbounded<FakeRequest>();
    private readonly Channel<FakeRequest> _writes = Channel.CreateUnbounded<FakeRequest>();
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FakeServer _server;
    private readonly Task _routing;

    private FakeCluster(FakeServer server)
    {
        _server = server;
        var authority = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(server.AuthorityPem));
        Kubeconfig = _folder.Write("kubeconfig", $$"""
            apiVersion: v1
            kind: Config
            current-context: fake
            clusters: [{name: c, cluster: {server: "{{server.Address}}", certificate-authority-data: "{{authority}}"} }]
            users: [{name: u, user: {token: t} }]
            contexts: [{name: fake, context: {cluster: c, user: u} }]
            """);
        _routing = RouteAsync();
    }

    /// <summary>The file that leads a webhook here.</summary>
    internal string Kubeconfig { get; }

    internal static async Task<FakeCluster> StartAsync() => new(await FakeServer.StartAsync());

    /// <summary>The next list or watch of profiles.</summary>
    internal Task<FakeRequest> NextAsync() => TakeAsync(_profiles);

    /// <summary>The next write of a status.</summary>
    internal Task<FakeRequest> NextWriteAsync() => TakeAsync(_writes);

    /// <summary>Whether a write waits that the test has not taken.</summary>
    internal bool HasWrite => _writes.Reader.TryPeek(out _);

    /// <summary>Answers a list of profiles, takes the watch behind it and opens it.</summary>
    internal async Task<FakeRequest> ListAsync(params string[] objects)
    {
        var list = await NextAsync();
        list.IsWatch.ShouldBeFalse();
        await list.AnswerAsync($$$"""{"metadata":{"resourceVersion":"10"},"items":[{{{string.Join(',', objects)}}}]}""");
        var watch = await NextAsync();
        watch.IsWatch.ShouldBeTrue();
        await watch.OpenAsync();
        return watch;
    }

    /// <summary>A profile as an API server sends it.</summary>
    internal static string Object(string name, string version, string spec, JsonNode? status = null, string @namespace = "shop", int generation = 1) => $$$"""
        {"apiVersion":"injector.io/v1alpha1","kind":"SidecarProfile","metadata":{"name":"{{{name}}}","namespace":"{{{@namespace}}}","uid":"{{{name}}}",
        "resourceVersion":"{{{version}}}","generation":{{{generation}}}},"spec":{{{spec}}}{{{(status is null ? "" : $",\"status\":{status.ToJsonString()}")}}}}
        """.ReplaceLineEndings("");

    internal static string Event(string type, string about) => $$"""{"type":"{{type}}","object":{{about}}}""";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server.DisposeAsync();
        await _routing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _folder.Dispose();
        _stop.Dispose();
    }

    private static async Task<FakeRequest> TakeAsync(Channel<FakeRequest> requests)
    {
        using var limit = new CancellationTokenSource(FakeServer.Limit);
        return await requests.Reader.ReadAsync(limit.Token);
    }

    private async Task RouteAsync()
    {
        while (true)
        {
            var request = await _server.NextAsync(_stop.Token);
            switch (request)
            {
                case { Method: "PATCH" }:
                    _writes.Writer.TryWrite(request);
                    break;
                case { Path: Profiles }:
                    _profiles.Writer.TryWrite(request);
                    break;
                case { Path: "/version" }:
                    await request.AnswerAsync("""{"major":"1","minor":"33","gitVersion":"v1.33.0"}""");
                    break;
                case { IsWatch: true }:
                    await request.OpenAsync();
                    break;
                default:
                    await request.AnswerAsync("""{"metadata":{"resourceVersion":"1"},"items":[]}""");
                    break;
            }
        }
    }
}
