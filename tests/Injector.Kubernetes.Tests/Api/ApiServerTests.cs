using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Api;

public sealed class ApiServerTests
{
    [Fact]
    public async Task Sends_each_verb_with_its_type_and_body()
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server);
        var body = new JsonObject { ["a"] = "ü" };
        var none = CancellationToken.None;

        await ExpectAsync(server, api.GetAsync("/apis/x?limit=1", none), "GET", null, "");
        await ExpectAsync(server, api.CreateAsync("/apis/x", body, none), "POST", "application/json; charset=utf-8", body.ToJsonString());
        await ExpectAsync(server, api.ReplaceAsync("/apis/x", body, none), "PUT", "application/json; charset=utf-8", body.ToJsonString());
        await ExpectAsync(server, api.PatchAsync("/apis/x", PatchKind.Json, body, none), "PATCH", "application/json-patch+json; charset=utf-8", body.ToJsonString());
        await ExpectAsync(server, api.PatchAsync("/apis/x", PatchKind.Merge, body, none), "PATCH", "application/merge-patch+json; charset=utf-8", body.ToJsonString());
        await ExpectAsync(server, api.DeleteAsync("/apis/x", none), "DELETE", null, "");
    }

    [Fact]
    public async Task A_refusal_is_a_result()
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server);

        var asked = api.GetAsync("/apis/x", CancellationToken.None);
        await (await server.NextAsync()).RefuseAsync(404, "NotFound", "there is no x");

        var status = (await asked).ShouldBeOfType<ApiAnswer.Refused>().Status;
        status.ShouldBe(new ApiStatus(404, "NotFound", "there is no x", null));
        status.IsNotFound.ShouldBeTrue();
        status.ToString().ShouldBe("404 NotFound: there is no x");
    }

    [Fact]
    public async Task Does_not_follow_a_redirect_with_the_token()
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server);

        var asked = api.GetAsync("/apis/x", CancellationToken.None);
        await (await server.NextAsync()).AnswerAsync("", 307, ("Location", $"{server.Address}elsewhere"));

        (await asked).ShouldBeOfType<ApiAnswer.Refused>().Status.Code.ShouldBe(307);
        server.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_up_after_a_while_and_when_it_is_told_to()
    {
        await using var server = await FakeServer.StartAsync();
        var clock = new ManualTimeProvider();
        using var api = Connections.Open(server, clock);

        var asked = api.GetAsync("/apis/x", CancellationToken.None);
        await server.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        (await Should.ThrowAsync<ApiUnreachableException>(() => asked)).Message
            .ShouldBe($"The API server {server.Address} (test) gave no answer to GET /apis/x: it took too long");

        using var cancellation = new CancellationTokenSource();
        var again = api.GetAsync("/apis/x", cancellation.Token);
        await server.NextAsync();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => again);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not JSON")]
    public async Task An_answer_that_is_no_object_counts_as_none(string body)
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server);

        var asked = api.GetAsync("/apis/x", CancellationToken.None);
        await (await server.NextAsync()).AnswerAsync(body);

        await Should.ThrowAsync<ApiUnreachableException>(() => asked);
    }

    private static async Task ExpectAsync(FakeServer server, Task<ApiAnswer> asked, string method, string? type, string body)
    {
        var request = await server.NextAsync();
        await request.AnswerAsync("""{"kind":"X"}""");
        request.Method.ShouldBe(method);
        request.Path.ShouldBe("/apis/x");
        request.Headers.GetValueOrDefault("Content-Type").ShouldBe(type);
        request.Body.ShouldBe(body);
        (await asked).ShouldBeOfType<ApiAnswer.Done>().Object["kind"]!.GetValue<string>().ShouldBe("X");
    }
}
