using System.Net;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Admission;

/// <summary>More reviews than may be in work, more bytes than may be held, and clients that go away.</summary>
public sealed class OverloadTests
{
    private static readonly ServerOptions One = WebhookUnderTest.Options with { MaxReviewsInWork = 1 };

    private readonly BusyEngine _engine = new();

    [Fact]
    public async Task Reviews_above_the_bound_wait_for_their_turn()
    {
        await using var webhook = await StartAsync();
        var busy = webhook.ReviewAsync(Review("busy"));
        await _engine.BegunAsync();

        var waiting = webhook.ReviewAsync(Review("patient"));
        await webhook.MetricAsync("injector_admission_waiting 1");
        (await webhook.MetricsAsync()).ShouldContain("injector_admission_in_work 1\n");
        _engine.End();

        (await busy).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await waiting).StatusCode.ShouldBe(HttpStatusCode.OK);
        await webhook.MetricAsync("injector_admission_in_work 0");
        await webhook.MetricAsync("injector_admission_bodies_bytes 0");
    }

    [Fact]
    public async Task What_cannot_be_answered_while_its_client_waits_is_refused_and_counted()
    {
        await using var webhook = await StartAsync();
        var busy = webhook.ReviewAsync(Review("busy"));
        await _engine.BegunAsync();

        using var content = WebhookUnderTest.Json(Review("late"));
        using var late = await webhook.Client.PostAsync("/mutate?timeout=1s", content);

        late.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        late.Headers.RetryAfter.ShouldBeNull();
        (await late.Content.ReadAsStringAsync()).ShouldContain("Too many other reviews are in work");
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldContain("injector_admission_requests_total{reason=\"no-turn-in-time\",result=\"overloaded\"} 1\n");
        metrics.ShouldContain("injector_admission_waiting 0\n");
        _engine.End();
        (await busy).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Work_ends_when_its_client_is_gone(string version)
    {
        await using var webhook = await StartAsync();
        using var client = webhook.NewClient(Version.Parse(version));
        using var gone = new CancellationTokenSource();
        var left = client.PostAsync("/mutate", WebhookUnderTest.Json(Review("busy")), gone.Token);
        await _engine.BegunAsync();

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => left);
        await webhook.MetricAsync("injector_admission_requests_total{reason=\"client-gone\",result=\"aborted\"} 1");
        _engine.Cancelled.ShouldBe(1);
        using var next = await webhook.ReviewAsync(Review("next"));
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
        await webhook.MetricAsync("injector_admission_in_work 0");
        await webhook.MetricAsync("injector_admission_in_flight 0");
        (await webhook.StopAndReadLogAsync()).ShouldNotContain(" error ");
    }

    [Fact]
    public async Task A_client_that_goes_while_it_waits_leaves_no_trace_but_a_count()
    {
        await using var webhook = await StartAsync();
        var busy = webhook.ReviewAsync(Review("busy"));
        await _engine.BegunAsync();
        using var client = webhook.NewClient(HttpVersion.Version11);
        using var gone = new CancellationTokenSource();
        var left = client.PostAsync("/mutate", WebhookUnderTest.Json(Review("impatient")), gone.Token);
        await webhook.MetricAsync("injector_admission_waiting 1");

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => left);
        await webhook.MetricAsync("injector_admission_waiting 0");
        await webhook.MetricAsync("injector_admission_requests_total{reason=\"client-gone\",result=\"aborted\"} 1");
        _engine.End();
        (await busy).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Slow_clients_hold_no_turn_and_no_more_memory_than_they_have_sent()
    {
        await using var webhook = await StartAsync();
        var slow = new List<RawConnection>();
        for (var i = 0; i < 50; i++)
        {
            var connection = await RawConnection.OpenAsync(webhook.Running.Address);
            await connection.SendAsync("POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 7000000\r\n\r\n{");
            slow.Add(connection);
        }

        await webhook.MetricAsync("injector_admission_in_flight 50");
        using var answer = await webhook.ReviewAsync(Review("quick"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldContain("injector_admission_in_work 0\n");
        var held = metrics.Split('\n').Single(line => line.StartsWith("injector_admission_bodies_bytes ", StringComparison.Ordinal)).Split(' ')[1];
        int.Parse(held, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(50 * 64 * 1024);
        foreach (var connection in slow)
        {
            await connection.DisposeAsync();
        }

        await webhook.MetricAsync("injector_admission_in_flight 0");
        await webhook.MetricAsync("injector_admission_bodies_bytes 0");
    }

    [Fact]
    public async Task A_client_that_goes_while_its_body_waits_for_memory_is_no_error()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(
            One, new WebhookOverrides { Answer = _engine.Answer, MaxBodyBytes = 1 << 20, Variable = static _ => null });
        var busy = webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("busy").PaddedTo(5_000_000));
        await _engine.BegunAsync();
        using var client = webhook.NewClient(HttpVersion.Version11);
        using var gone = new CancellationTokenSource();
        var left = client.PostAsync("/mutate?timeout=2s", WebhookUnderTest.Json(AdmissionReviews.OfAPod().PaddedTo(5_000_000)), gone.Token);
        await webhook.MetricAsync("injector_admission_waiting 1");

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => left);

        // Nothing is read from a connection whose body waits, so that its client is gone shows at the deadline at the latest.
        await webhook.MetricAsync("injector_admission_waiting 0");
        await webhook.MetricAsync("injector_admission_in_flight 1");
        _engine.End();
        (await busy).StatusCode.ShouldBe(HttpStatusCode.OK);
        await webhook.MetricAsync("injector_admission_bodies_bytes 0");
        (await webhook.StopAndReadLogAsync()).ShouldNotContain(" error ");
    }

    [Fact]
    public async Task What_finds_no_memory_while_its_client_waits_is_refused_and_counted()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(
            One, new WebhookOverrides { Answer = _engine.Answer, MaxBodyBytes = 1 << 20, Variable = static _ => null });
        var busy = webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("busy").PaddedTo(5_000_000));
        await _engine.BegunAsync();

        using var content = WebhookUnderTest.Json(AdmissionReviews.OfAPod().PaddedTo(5_000_000));
        using var late = await webhook.Client.PostAsync("/mutate?timeout=1s", content);

        late.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        late.Headers.RetryAfter.ShouldBeNull();
        (await webhook.MetricsAsync()).ShouldContain("injector_admission_requests_total{reason=\"no-memory-in-time\",result=\"overloaded\"} 1\n");
        _engine.End();
        (await busy).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_large_bodies_at_once_are_all_answered_within_the_bound_for_their_bytes()
    {
        const long max = 16L << 20;
        await using var webhook = await WebhookUnderTest.StartAsync(
            WebhookUnderTest.Options, new WebhookOverrides { MaxBodyBytes = max, Variable = static _ => null });
        var review = AdmissionReviews.OfAPod().PaddedTo(6_000_000);

        var answers = Enumerable.Range(0, 12).Select(async _ =>
        {
            using var client = webhook.NewClient(HttpVersion.Version11);
            using var content = WebhookUnderTest.Json(review);
            using var answer = await client.PostAsync("/mutate?timeout=30s", content);
            return answer.StatusCode;
        }).ToArray();

        (await Task.WhenAll(answers)).ShouldAllBe(status => status == HttpStatusCode.OK);
        await webhook.MetricAsync("injector_admission_bodies_bytes 0");
    }

    private Task<WebhookUnderTest> StartAsync() =>
        WebhookUnderTest.StartAsync(One, new WebhookOverrides { Answer = _engine.Answer, Variable = static _ => null });

    private static byte[] Review(string uid) => AdmissionReviews.OfAPod().WithUid(uid).ToBytes();
}
