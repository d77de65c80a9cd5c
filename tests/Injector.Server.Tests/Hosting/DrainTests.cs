using System.Net;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Testing;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Hosting;

public sealed class DrainTests
{
    private static readonly ServerOptions Draining = WebhookUnderTest.Options with { DrainDelay = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task Fails_readiness_and_asks_for_new_connections_while_requests_are_still_answered()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var webhook = await WebhookUnderTest.StartAsync(Draining, new WebhookOverrides { Time = time });
        using var before = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        var timerSet = time.NextTimer();
        var stopping = webhook.Running.StopAsync(CancellationToken.None);
        await timerSet;
        using var ready = await webhook.Admin.GetAsync("/readyz");
        using var live = await webhook.Admin.GetAsync("/livez");
        using var during = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());
        stopping.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(20));
        await stopping;

        before.Headers.ConnectionClose.ShouldNotBe(true);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("shutdown: not ready, in progress");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        during.StatusCode.ShouldBe(HttpStatusCode.OK);
        during.Headers.ConnectionClose.ShouldBe(true);
    }

    [Fact]
    public async Task Stops_listening_after_the_delay()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        await webhook.Running.StopAsync(CancellationToken.None);

        await Should.ThrowAsync<HttpRequestException>(() => webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes()));
    }

    [Fact]
    public async Task Lets_a_request_that_has_begun_end()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        var review = AdmissionReviews.OfAPod().WithUid("in-flight").ToBytes();
        await using var connection = await RawConnection.OpenAsync(webhook.Running.Address);
        await connection.SendAsync(
            "POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
            + $"Content-Length: {review.Length}\r\n\r\n");

        // The server asks for the body: from here on the request counts as begun.
        await connection.ReceiveAsync("100 Continue");
        var stopping = webhook.Running.StopAsync(CancellationToken.None);
        await connection.SendAsync(review);
        var answer = await connection.ReceiveAsync("\"uid\":\"in-flight\"");
        await stopping;

        answer.ShouldContain("HTTP/1.1 200 OK");
        answer.ShouldContain("Connection: close");
        (await connection.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Cuts_the_delay_short_when_told_to_hurry()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var webhook = await WebhookUnderTest.StartAsync(Draining, new WebhookOverrides { Time = time });
        using var hurry = new CancellationTokenSource();
        var timerSet = time.NextTimer();

        var stopping = webhook.Running.StopAsync(hurry.Token);
        await timerSet;
        await hurry.CancelAsync();
        await stopping;

        webhook.Part<DrainState>().IsDraining.ShouldBeTrue();
    }

    [Fact]
    public async Task Moves_clients_of_http_2_to_other_connections()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var client = new CountingClient(webhook, HttpVersion.Version20);
        await client.ReviewAsync();
        await client.ReviewAsync();
        client.Connections.ShouldBe(1);

        webhook.Part<DrainState>().Begin();

        await client.ReviewUntilMovedAsync();
    }
}
