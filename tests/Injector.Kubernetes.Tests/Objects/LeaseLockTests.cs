using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Objects;

public sealed class LeaseLockTests : IAsyncLifetime
{
    private const string Path = "/apis/coordination.k8s.io/v1/namespaces/system/leases/writer";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ManualTimeProvider _time = new();
    private FakeObjects _objects = null!;
    private ApiClient _server = null!;

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
    public async Task The_first_takes_it_and_keeps_it()
    {
        var first = Claim("first");
        var second = Claim("second");

        (await first.HoldAsync(None)).ShouldBeTrue();
        (await second.HoldAsync(None)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(20));
        (await first.HoldAsync(None)).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(20));
        (await second.HoldAsync(None)).ShouldBeFalse();

        var spec = _objects.Get(Path)!["spec"]!;
        spec["holderIdentity"]!.ToString().ShouldBe("first");
        spec["leaseDurationSeconds"]!.GetValue<int>().ShouldBe(30);
        spec["acquireTime"]!.ToString().ShouldBe("2026-01-01T00:00:00.000000Z");
        spec["renewTime"]!.ToString().ShouldBe("2026-01-01T00:00:20.000000Z");
    }

    [Fact]
    public async Task Another_takes_it_when_it_was_not_renewed_for_its_time()
    {
        var first = Claim("first");
        var second = Claim("second");
        await first.HoldAsync(None);
        await second.HoldAsync(None);

        _time.Advance(TimeSpan.FromSeconds(30));

        (await second.HoldAsync(None)).ShouldBeTrue();
        (await first.HoldAsync(None)).ShouldBeFalse();
        _objects.Get(Path)!["spec"]!["leaseTransitions"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Another_takes_it_at_once_when_it_is_given_back()
    {
        var first = Claim("first");
        await first.HoldAsync(None);

        await first.ReleaseAsync(None);

        first.IsHeld.ShouldBeFalse();
        (await Claim("second").HoldAsync(None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Does_not_give_back_what_another_holds()
    {
        var first = Claim("first");
        await first.HoldAsync(None);
        var taken = _objects.Get(Path)!;
        taken["spec"]!["holderIdentity"] = "second";
        _objects.Put(Path, taken);

        await first.ReleaseAsync(None);

        _objects.Get(Path)!["spec"]!["holderIdentity"]!.ToString().ShouldBe("second");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Has_lost_when_another_writes_at_the_same_moment(string method)
    {
        var claim = Claim("first");
        if (method == "PUT")
        {
            await claim.HoldAsync(None);
        }

        _objects.Before = request =>
        {
            if (request.Method == method)
            {
                _objects.Put(Path, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "writer" }, ["spec"] = new JsonObject { ["holderIdentity"] = "second" } });
            }
        };

        (await claim.HoldAsync(None)).ShouldBeFalse();
        _objects.Get(Path)!["spec"]!["holderIdentity"]!.ToString().ShouldBe("second");
    }

    [Theory]
    [InlineData("GET", "read Lease system/writer")]
    [InlineData("POST", "write Lease system/writer")]
    public async Task Says_what_it_may_not_do(string method, string action)
    {
        _objects.Refuse = request => request.Method == method ? (403, "Forbidden") : null;

        var refused = await Should.ThrowAsync<RefusedException>(Claim("first").HoldAsync(None));

        refused.Message.ShouldBe($"The API server refused to {action}: 403 Forbidden: as the test wants it");
    }

    private LeaseLock Claim(string identity) => new(_server, new ObjectName("system", "writer"), identity, TimeSpan.FromSeconds(30), _time);
}
