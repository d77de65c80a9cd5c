using System.Net;
using System.Text.Json.Nodes;
using Injector.Server.Options;

namespace Injector.Server.Tests.Hosting.Admin;

public sealed class AdminEndpointsTests
{
    [Fact]
    public async Task Tells_the_version()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        var page = JsonNode.Parse(await webhook.Admin.GetStringAsync("/version"))!;

        page["version"]!.GetValue<string>().ShouldBe(BuildVersion.Full);
        page["runtime"]!.GetValue<string>().ShouldStartWith(".NET");
    }

    [Fact]
    public async Task Lists_the_profiles_with_hash_and_source()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        var page = JsonNode.Parse(await webhook.Admin.GetStringAsync("/profiles"))!;

        var profile = page["profiles"]!.AsArray().Single(profile => profile!["name"]!.GetValue<string>() == "log-tail")!;
        profile["hash"]!.GetValue<string>().Length.ShouldBe(12);
        profile["source"]!.GetValue<string>().ShouldBe("built-in");
        page["errors"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Shows_profiles_of_tenants_to_nobody_unless_asked_to()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ShowProfiles = new ServerOptions().ShowProfiles });

        using var response = await webhook.Admin.GetAsync("/profiles");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("showProfiles");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/mutate")]
    [InlineData("/debug/pprof")]
    public async Task Knows_no_other_path_and_names_those_there_are(string path)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.Admin.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("/readyz");
    }

    [Fact]
    public async Task Changes_nothing_for_anybody()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.Admin.PostAsync("/livez", null);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
    }

    [Fact]
    public async Task Answers_head_requests_without_a_body()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/livez");

        using var response = await webhook.Admin.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }
}
