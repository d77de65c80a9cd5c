using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Api;

public sealed class ObjectPagesTests
{
    [Fact]
    public async Task Reads_page_after_page()
    {
        await using var fake = await FakeServer.StartAsync();
        using var server = Connections.Open(fake);
        var list = server.ListAsync("/api/v1/pods?fieldSelector=a", Name, CancellationToken.None, pageSize: 2);

        var first = await fake.NextAsync();
        first.Query["limit"].ShouldBe("2");
        first.Query["fieldSelector"].ShouldBe("a");
        await first.AnswerAsync(Page("next/1", "a", "b"));
        var second = await fake.NextAsync();
        second.Query["continue"].ShouldBe("next/1");
        await second.AnswerAsync(Page("", "c"));

        (await list).Items.ShouldBe(["a", "b", "c"]);
        (await list).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Begins_again_without_pages_when_the_server_forgets_between_two_of_them()
    {
        await using var fake = await FakeServer.StartAsync();
        using var server = Connections.Open(fake);
        var list = server.ListAsync("/api/v1/pods", Name, CancellationToken.None, pageSize: 1);

        await (await fake.NextAsync()).AnswerAsync(Page("next", "a"));
        await (await fake.NextAsync()).RefuseAsync(410, "Expired");
        var again = await fake.NextAsync();
        again.Query.ShouldBeEmpty();
        await again.AnswerAsync(Page("", "a", "b"));

        (await list).Items.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_refusal_is_the_answer()
    {
        await using var fake = await FakeServer.StartAsync();
        using var server = Connections.Open(fake);
        var list = server.ListAsync("/api/v1/pods", Name, CancellationToken.None);

        await (await fake.NextAsync()).RefuseAsync(403, "Forbidden");

        (await list).Refusal.ShouldNotBeNull().Code.ShouldBe(403);
        (await list).Items.ShouldBeEmpty();
    }

    private static string Name(JsonObject pod) => pod["name"]!.GetValue<string>();

    private static string Page(string next, params string[] names) =>
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["continue"] = next },
            ["items"] = new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name })]),
        }.ToJsonString();
}
