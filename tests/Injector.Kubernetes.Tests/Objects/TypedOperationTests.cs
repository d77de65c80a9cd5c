using System.Text;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Objects;
using Injector.Kubernetes.Tests.Connection;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Objects;

/// <summary>What holds for raw requests holds for those of typed operations.</summary>
public sealed class TypedOperationTests
{
    private const string SecretPath = "/api/v1/namespaces/system/secrets/shared";
    private const string LeasePath = "/apis/coordination.k8s.io/v1/namespaces/system/leases/shared";
    private static readonly ObjectName Name = new("system", "shared");
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Keeps_every_member_of_a_secret_that_its_model_does_not_know()
    {
        await using var objects = await FakeObjects.StartAsync();
        using var server = Connections.Open(objects.Server);
        objects.Put(SecretPath, JsonNode.Parse("""
            {
              "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "immutable": false,
              "metadata": {
                "name": "shared", "namespace": "system", "uid": "u", "creationTimestamp": "2026-01-01T00:00:00Z", "labels": {"a": "b"}, "annotations": {"c": "d"},
                "finalizers": ["example.org/f"], "ownerReferences": [{"apiVersion": "v1", "kind": "K", "name": "n", "uid": "x", "controller": true, "ofTomorrow": 1}],
                "managedFields": [{"manager": "m", "operation": "Update", "apiVersion": "v1", "time": "2026-01-01T00:00:01Z", "fieldsType": "FieldsV1",
                                   "fieldsV1": {"f:data": {".": {}, "f:tls.crt": {}}}, "ofTomorrow": [null]}],
                "ofTomorrow": {"deep": [1.50, "é", null]}
              },
              "data": {"tls.crt": "eA=="},
              "ofTomorrow": 12345678901234567890,
              "Kept": "under the name of our own member"
            }
            """)!.AsObject());
        var before = objects.Get(SecretPath)!;

        var store = new SecretStore(server, Name);
        (await store.WriteAsync(await store.ReadAsync(None), new Dictionary<string, byte[]> { ["tls.crt"] = Encoding.UTF8.GetBytes("y") }, None)).ShouldBeTrue();

        var after = objects.Get(SecretPath)!;
        after["data"]!.ToJsonString().ShouldBe("""{"tls.crt":"eQ=="}""");
        Comparable(after).ShouldBe(Comparable(before));
    }

    [Fact]
    public async Task Keeps_every_member_of_a_lease_that_its_model_does_not_know()
    {
        await using var objects = await FakeObjects.StartAsync();
        using var server = Connections.Open(objects.Server);
        objects.Put(LeasePath, JsonNode.Parse("""
            {"metadata": {"name": "shared", "ofTomorrow": true},
             "spec": {"holderIdentity": "", "leaseTransitions": 4, "renewTime": "2025-12-31T23:59:59.123456Z", "strategy": "OldestEmulationVersion", "ofTomorrow": "kept"}, "ofTomorrow": []}
            """)!.AsObject());

        var claim = new LeaseLock(server, Name, "us", TimeSpan.FromSeconds(30), new ManualTimeProvider());
        (await claim.HoldAsync(None)).ShouldBeTrue();

        var lease = objects.Get(LeasePath)!;
        lease["metadata"]!["ofTomorrow"]!.GetValue<bool>().ShouldBeTrue();
        lease["ofTomorrow"]!.ToJsonString().ShouldBe("[]");
        Sorted(lease["spec"]!.AsObject()).ShouldBe("""
            {"acquireTime":"2026-01-01T00:00:00.000000Z","holderIdentity":"us","leaseDurationSeconds":30,"leaseTransitions":5,"ofTomorrow":"kept","renewTime":"2026-01-01T00:00:00.000000Z","strategy":"OldestEmulationVersion"}
            """);
    }

    [Fact]
    public async Task Asks_once_more_with_a_new_token_when_the_old_one_is_refused()
    {
        using var folder = new KubeconfigFolder();
        await using var server = await FakeServer.StartAsync();
        folder.Write("ca.crt", server.AuthorityPem);
        folder.Write("token", "first");
        var variables = new Dictionary<string, string?> { ["KUBERNETES_SERVICE_HOST"] = server.Address.Host, ["KUBERNETES_SERVICE_PORT"] = $"{server.Address.Port}" };
        using var api = Connections.Open(InCluster.Connect(variables.GetValueOrDefault, folder.Clock, folder.Path));
        folder.Write("token", "second");

        var written = new SecretStore(api, Name).WriteAsync(SecretContent.None, new Dictionary<string, byte[]>(), None);
        var first = await server.NextAsync();
        await first.RefuseAsync(401, "Unauthorized");
        var second = await server.NextAsync();
        await second.AnswerAsync(second.Body, 201);

        (await written).ShouldBeTrue();
        first.Headers["Authorization"].ShouldBe("Bearer first");
        second.Headers["Authorization"].ShouldBe("Bearer second");
        second.Body.ShouldBe(first.Body);
        second.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("""{"data": 5, "metadata": "none"}""")]
    [InlineData("""{"metadata": {"creationTimestamp": "yesterday"}}""")]
    public async Task An_answer_that_is_no_such_object_counts_as_none(string body)
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server);

        var read = new SecretStore(api, Name).ReadAsync(None);
        await (await server.NextAsync()).AnswerAsync(body);

        (await Should.ThrowAsync<ApiUnreachableException>(() => read)).Message
            .ShouldStartWith($"The API server {server.Address} (test) gave no answer to GET {SecretPath}: ");
    }

    [Theory]
    [InlineData("5", "")]
    [InlineData("[]", "")]
    [InlineData("""{"a.b": "%", "tls.crt": "eA==", "number": 5, "none": null, "o'clock": "%", "list": [1], "ü": "eA"}""", "tls.crt")]
    public async Task A_value_of_a_secret_that_is_not_base64_counts_as_missing(string data, string left)
    {
        await using var objects = await FakeObjects.StartAsync();
        using var server = Connections.Open(objects.Server);
        objects.Put(SecretPath, JsonNode.Parse($$"""{"metadata": {"name": "shared"}, "data": {{data}} }""")!.AsObject());

        string.Join(",", (await new SecretStore(server, Name).ReadAsync(None)).Texts.Keys).ShouldBe(left);
    }

    [Theory]
    [InlineData("\"none\"", true)]
    [InlineData("""{"holderIdentity": 3}""", true)]
    [InlineData("""{"holderIdentity": "others", "renewTime": "yesterday", "leaseDurationSeconds": 1e99}""", false)]
    public async Task A_member_of_a_lease_that_is_not_of_its_type_counts_as_missing(string spec, bool isFree)
    {
        await using var objects = await FakeObjects.StartAsync();
        using var server = Connections.Open(objects.Server);
        objects.Put(LeasePath, JsonNode.Parse($$"""{"metadata": {"name": "shared"}, "spec": {{spec}} }""")!.AsObject());

        (await new LeaseLock(server, Name, "us", TimeSpan.FromSeconds(30), new ManualTimeProvider()).HoldAsync(None)).ShouldBe(isFree);
    }

    [Fact]
    public async Task Gives_up_after_thirty_seconds_of_its_clock()
    {
        await using var server = await FakeServer.StartAsync();
        var clock = new ManualTimeProvider();
        using var api = Connections.Open(server, clock);

        var read = new SecretStore(api, Name).ReadAsync(None);
        await server.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(30));

        (await Should.ThrowAsync<ApiUnreachableException>(() => read)).Message.ShouldEndWith("it took too long");
    }

    [Fact]
    public async Task Does_not_follow_a_redirect_with_the_token()
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server);

        var read = new SecretStore(api, Name).ReadAsync(None);
        await (await server.NextAsync()).AnswerAsync("", 307, ("Location", $"{server.Address}elsewhere"));

        (await Should.ThrowAsync<RefusedException>(() => read)).Status.Code.ShouldBe(307);
        server.HasMore.ShouldBeFalse();
    }

    /// <summary>All but what the write is about; times in one spelling, because a fraction of zero is the same time.</summary>
    private static string Comparable(JsonObject secret)
    {
        secret.Remove("data");
        secret["metadata"]!.AsObject().Remove("resourceVersion");
        return Sorted(secret).Replace(".000000Z", "Z", StringComparison.Ordinal);
    }

    private static string Sorted(JsonNode? node) => Ordered(node)?.ToJsonString() ?? "null";

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Ordered(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
