using System.Net;
using System.Net.Http.Headers;
using Injector.Server.Admission.Requests;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Admission.Requests;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task Takes_a_body_of_exactly_the_limit()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().PaddedTo(ReviewBody.Limit));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Takes_a_body_of_exactly_the_limit_in_chunks()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await SendInChunksAsync(webhook, AdmissionReviews.OfAPod().PaddedTo(ReviewBody.Limit));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refuses_a_body_that_states_to_be_too_long()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().PaddedTo(ReviewBody.Limit + 1));

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain("7340032");
    }

    [Fact]
    public async Task Refuses_chunks_that_become_too_long()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await SendInChunksAsync(webhook, AdmissionReviews.OfAPod().PaddedTo(ReviewBody.Limit + 1));

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Goes_on_with_the_connection_after_a_body_that_was_too_long()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var refused = await webhook.ReviewAsync(AdmissionReviews.OfAPod().PaddedTo(ReviewBody.Limit + 1));
        using var taken = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reads_a_body_that_comes_byte_by_byte()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        var review = AdmissionReviews.OfAPod().WithUid("slow").ToBytes();
        await using var connection = await RawConnection.OpenAsync(webhook.Running.Address);

        await connection.SendAsync($"POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {review.Length}\r\n\r\n");
        foreach (var part in review)
        {
            await connection.SendAsync([part]);
        }

        var answer = await connection.ReceiveAsync("\"uid\":\"slow\"");
        answer.ShouldStartWith("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task Lives_on_when_a_client_leaves_in_the_middle_of_a_body()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        await using (var connection = await RawConnection.OpenAsync(webhook.Running.Address))
        {
            await connection.SendAsync("POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        }

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> SendInChunksAsync(WebhookUnderTest webhook, byte[] body)
    {
        using var content = new StreamContent(new MemoryStream(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mutate") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        return await webhook.Client.SendAsync(request);
    }
}
