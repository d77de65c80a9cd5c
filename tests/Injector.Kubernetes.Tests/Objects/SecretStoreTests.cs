using System.Text;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Objects;

public sealed class SecretStoreTests : IAsyncLifetime
{
    private const string Path = "/api/v1/namespaces/system/secrets/shared";
    private static readonly CancellationToken None = CancellationToken.None;

    private FakeObjects _objects = null!;
    private ApiClient _server = null!;

    private SecretStore Store => new(_server, new ObjectName("system", "shared"));

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
    public async Task Creates_what_is_not_there_and_reads_it_back()
    {
        var none = await Store.ReadAsync(None);
        none.Exists.ShouldBeFalse();
        none.Version.ShouldBeNull();

        (await Store.WriteAsync(none, Texts("one"), None)).ShouldBeTrue();

        var read = await Store.ReadAsync(None);
        read.Version.ShouldBe("1");
        Encoding.UTF8.GetString(read.Texts["tls.crt"]).ShouldBe("one");
        _objects.Get(Path)!["type"]!.ToString().ShouldBe("kubernetes.io/tls");
    }

    [Fact]
    public async Task Replaces_the_data_and_leaves_the_rest()
    {
        _objects.Put(Path, JsonNode.Parse("""{"metadata": {"name": "shared", "labels": {"kept": "yes"}}, "type": "Opaque", "data": {"other": "eA==", "broken": "%"}}""")!.AsObject());
        var read = await Store.ReadAsync(None);
        read.Texts.Keys.ShouldBe(["other"]);

        (await Store.WriteAsync(read, Texts("two"), None)).ShouldBeTrue();

        var stored = _objects.Get(Path)!;
        stored["metadata"]!["labels"]!["kept"]!.ToString().ShouldBe("yes");
        stored["type"]!.ToString().ShouldBe("Opaque");
        stored["data"]!.ToJsonString().ShouldBe("""{"tls.crt":"dHdv"}""");
    }

    [Fact]
    public async Task Writes_nothing_when_somebody_was_faster()
    {
        var none = await Store.ReadAsync(None);
        await Store.WriteAsync(none, Texts("theirs"), None);
        (await Store.WriteAsync(none, Texts("ours"), None)).ShouldBeFalse("it was created meanwhile");

        var read = await Store.ReadAsync(None);
        await Store.WriteAsync(read, Texts("theirs again"), None);
        (await Store.WriteAsync(read, Texts("ours"), None)).ShouldBeFalse("it was changed meanwhile");

        _objects.Delete(Path);
        (await Store.WriteAsync(read, Texts("ours"), None)).ShouldBeFalse("it was deleted meanwhile");
        _objects.Get(Path).ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", 403, "Forbidden", "read Secret system/shared: 403 Forbidden")]
    [InlineData("POST", 422, "Invalid", "write Secret system/shared: 422 Invalid")]
    public async Task Says_what_was_refused(string method, int status, string reason, string expected)
    {
        _objects.Refuse = request => request.Method == method ? (status, reason) : null;

        var refused = await Should.ThrowAsync<RefusedException>(async () => await Store.WriteAsync(await Store.ReadAsync(None), Texts("one"), None));

        refused.Message.ShouldContain(expected);
        refused.Status.Code.ShouldBe(status);
    }

    private static Dictionary<string, byte[]> Texts(string certificate) => new(StringComparer.Ordinal) { ["tls.crt"] = Encoding.UTF8.GetBytes(certificate) };
}
