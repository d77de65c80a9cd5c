using System.Net;
using System.Text.Json.Nodes;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Admission;

public sealed class MutateEndpointTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Answers_a_review_over_both_versions_of_http(string version)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var client = webhook.NewClient(Version.Parse(version));

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("u-1").ToBytes(), client);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Version.ShouldBe(Version.Parse(version));
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        response.Content.Headers.ContentLength.ShouldNotBeNull();
        response.Headers.Contains("Server").ShouldBeFalse();
        var review = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        review["response"]!["uid"]!.GetValue<string>().ShouldBe("u-1");
        review["response"]!["allowed"]!.GetValue<bool>().ShouldBeTrue();
    }
}
