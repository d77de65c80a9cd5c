using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Objects;

public sealed class CaBundleUpdaterTests : IAsyncLifetime
{
    private const string Path = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/injector";
    private const string Bundle = "authorities";
    private const string Encoded = "YXV0aG9yaXRpZXM=";
    private static readonly CancellationToken None = CancellationToken.None;

    private FakeObjects _objects = null!;
    private ApiClient _server = null!;

    private CaBundleUpdater Trust => new(_server, new WebhookConfigurationName(WebhookKind.Mutating, "injector"));

    public async Task InitializeAsync()
    {
        _objects = await FakeObjects.StartAsync();
        _server = Connections.Open(_objects.Server);
    }

    public async Task DisposeAsync()
    {
        _server.Dispose();
        await _objects.DisposeAsync();
    }

    [Fact]
    public async Task Names_the_authorities_in_every_entry_and_touches_nothing_else()
    {
        Put("""[{"name": "a", "new": 1, "clientConfig": {"url": "u"}}, {"name": "b", "clientConfig": {"caBundle": "other", "service": {"name": "s"}}}]""");

        (await Trust.EnsureAsync(Bundle, None)).Outcome.ShouldBe(CaBundleOutcome.Written);

        _objects.Get(Path)!["webhooks"]!.ToJsonString().ShouldBe(
            $$$$"""[{"name":"a","new":1,"clientConfig":{"url":"u","caBundle":"{{{{Encoded}}}}"}},{"name":"b","clientConfig":{"caBundle":"{{{{Encoded}}}}","service":{"name":"s"}}}]""");
    }

    [Fact]
    public async Task Writes_nothing_where_they_are_named_already()
    {
        Put($$$"""[{"name": "a", "clientConfig": {"caBundle": "{{{Encoded}}}"}}]""");

        (await Trust.EnsureAsync(Bundle, None)).Outcome.ShouldBe(CaBundleOutcome.Same);
        _objects.Requested.ShouldBe([$"GET {Path}"]);
    }

    [Fact]
    public async Task A_configuration_that_is_not_there_or_empty_is_no_fault()
    {
        (await Trust.EnsureAsync(Bundle, None)).Outcome.ShouldBe(CaBundleOutcome.Absent);
        Put("[]");
        (await Trust.EnsureAsync(Bundle, None)).Outcome.ShouldBe(CaBundleOutcome.Absent);
    }

    [Fact]
    public async Task Does_not_write_into_an_entry_that_somebody_has_moved()
    {
        Put("""[{"name": "a", "clientConfig": {}}]""");
        _objects.Before = request =>
        {
            if (request.Method == "PATCH")
            {
                Put("""[{"name": "another's", "clientConfig": {}}, {"name": "a", "clientConfig": {}}]""");
            }
        };

        (await Trust.EnsureAsync(Bundle, None)).Outcome.ShouldBe(CaBundleOutcome.Outrun);
        _objects.Get(Path)!["webhooks"]![0]!["clientConfig"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_absent_when_it_is_deleted_at_the_last_moment()
    {
        Put("""[{"name": "a", "clientConfig": {}}]""");
        _objects.Before = request =>
        {
            if (request.Method == "PATCH")
            {
                _objects.Delete(Path);
            }
        };

        (await Trust.EnsureAsync(Bundle, None)).Outcome.ShouldBe(CaBundleOutcome.Absent);
    }

    [Theory]
    [InlineData("GET", "read MutatingWebhookConfiguration injector")]
    [InlineData("PATCH", "patch MutatingWebhookConfiguration injector")]
    public async Task Says_what_it_may_not_do(string method, string action)
    {
        Put("""[{"name": "a", "clientConfig": {}}]""");
        _objects.Refuse = request => request.Method == method ? (403, "Forbidden") : null;

        (await Should.ThrowAsync<RefusedException>(Trust.EnsureAsync(Bundle, None))).Message.ShouldContain($"refused to {action}: 403 Forbidden");
    }

    private void Put(string entries) => _objects.Put(Path, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "injector" }, ["webhooks"] = JsonNode.Parse(entries) });
}
