using Injector.Kubernetes.Watching;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Watching;

public sealed class WatchFailureTests
{
    private const string Inject = "injector.io/inject";

    [Fact]
    public async Task Lists_again_when_the_server_has_forgotten_the_version()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;

        await opened.SendEventsAsync(Json.Error(410, "Expired"));
        await watch.HappensAsync("namespaces Error");
        (await watch.EndsAsync(WatchEnd.Expired)).Explanation.ShouldBe("410 Expired: too old");

        // What vanished while nobody looked is gone.
        await watch.AnswerListAsync("90", Json.Namespace("other", "80", "metrics"));
        var directory = await watch.PublishedAsync();
        directory.Find("shop").Labels.ShouldBeEmpty();
        directory.Find("other").Annotations[Inject].ShouldBe("metrics");
        (await watch.OpenAsync()).Query["resourceVersion"].ShouldBe("90");
    }

    [Fact]
    public async Task Lists_at_once_when_a_server_that_was_away_has_forgotten_the_version()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;
        await opened.BreakAsync();
        await watch.EndsAsync(WatchEnd.Disconnected);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await (await watch.Server.NextAsync()).BreakAsync();
            await watch.EndsAsync(WatchEnd.Disconnected);
        }

        await (await watch.Server.NextAsync()).RefuseAsync(410, "Gone");

        (await watch.EndsAsync(WatchEnd.Expired)).Pause.ShouldBe(TimeSpan.Zero);
        await watch.AnswerListAsync("90");
    }

    [Fact]
    public async Task Pauses_longer_and_longer_where_the_list_itself_is_always_gone()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        var pauses = new List<TimeSpan>();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            await (await watch.Server.NextAsync()).RefuseAsync(410, "Gone");
            pauses.Add((await watch.EndsAsync(WatchEnd.Expired)).Pause);
        }

        pauses.ShouldAllBe(pause => pause > TimeSpan.Zero);
        pauses[^1].ShouldBeGreaterThan(pauses[0]);
        await watch.AnswerListAsync("90");
    }

    [Fact]
    public async Task Lists_again_when_the_watch_itself_is_answered_with_gone()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        await watch.AnswerListAsync("10");

        await (await watch.Server.NextAsync()).RefuseAsync(410, "Gone");
        await watch.EndsAsync(WatchEnd.Expired);

        await watch.AnswerListAsync("20");
    }

    [Fact]
    public async Task Lists_again_what_could_not_be_published()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync(failures: 1);

        await (await watch.Server.NextAsync()).AnswerAsync(Json.List("10", "", Json.Namespace("shop", "9", "logging")));
        (await watch.EndsAsync(WatchEnd.Disconnected)).Explanation.ShouldBe("nobody thought of this");
        watch.Watch.IsReady.ShouldBeFalse();

        await watch.AnswerListAsync("10", Json.Namespace("shop", "9", "logging"));
        (await watch.PublishedAsync()).Find("shop").Annotations[Inject].ShouldBe("logging");
        await watch.Watch.ReadyAsync(CancellationToken.None).WaitAsync(FakeServer.Limit);
    }

    [Fact]
    public async Task Publishes_again_when_an_event_could_not_be_published()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;
        watch.Failures = 1;

        await opened.SendEventsAsync(Json.Event("MODIFIED", Json.Namespace("shop", "11", "metrics")));
        var happened = new[] { await watch.Observer.NextAsync(), await watch.Observer.NextAsync() };
        var (_, explanation, pause) = happened.Single(one => one.What == "namespaces unpublished");
        explanation.ShouldBe("nobody thought of this");
        await watch.Clock.TimerAsync(pause);
        watch.Clock.Advance(pause);

        (await LastPublishedAsync(watch)).ShouldBe("metrics");
    }

    [Fact]
    public async Task Keeps_its_place_when_the_server_is_busy_and_waits_as_long_as_it_asks()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        await watch.AnswerListAsync("10");

        await (await watch.Server.NextAsync()).AnswerAsync("slow down", 429, ("Retry-After", "9"));
        var (explanation, pause) = await watch.EndsAsync(WatchEnd.Refused);

        explanation.ShouldBe("429: slow down");
        pause.ShouldBe(TimeSpan.FromSeconds(9));
        (await watch.OpenAsync()).Query["resourceVersion"].ShouldBe("10");
    }

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("[]")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"resourceVersion":"11"}}}""")]
    [InlineData("""{"type":"MODIFIED","object":{"metadata":{"name":"shop"}}}""")]
    public async Task A_line_that_cannot_be_understood_leads_to_a_fresh_list(string line)
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;

        await opened.SendEventsAsync(line);
        await watch.EndsAsync(WatchEnd.Unreadable);

        await watch.AnswerListAsync("20", Json.Namespace("shop", "19", "metrics"));
        (await LastPublishedAsync(watch)).ShouldBe("metrics");
    }

    [Fact]
    public async Task An_event_of_a_type_that_is_not_known_is_passed_over()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;

        await opened.SendEventsAsync(Json.Event("SURPRISE", Json.Namespace("shop", "11")), Json.Event("MODIFIED", Json.Namespace("shop", "12", "metrics")));

        (await LastPublishedAsync(watch)).ShouldBe("metrics");
    }

    [Fact]
    public async Task A_list_that_fails_is_tried_again_with_growing_pauses_until_it_works()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        var pauses = new List<TimeSpan>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var request = await watch.Server.NextAsync();
            await ((attempt % 3) switch
            {
                0 => request.RefuseAsync(403, "Forbidden"),
                1 => request.AnswerAsync("<html>bad gateway</html>", 502),
                _ => request.BreakAsync(),
            });
            pauses.Add((await watch.EndsAsync(attempt % 3 == 2 ? WatchEnd.Disconnected : WatchEnd.Refused)).Pause);
            watch.Watch.IsReady.ShouldBeFalse();
        }

        for (var attempt = 0; attempt < 9; attempt++)
        {
            var due = Math.Min(0.5 * Math.Pow(2, attempt), 30);
            pauses[attempt].TotalSeconds.ShouldBeInRange(due / 2, due);
        }

        await watch.AnswerListAsync("10");
        watch.Watch.IsReady.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"metadata":{},"items":[]}""")]
    [InlineData("""{"metadata":{"resourceVersion":"1"},"items":[{}]}""")]
    public async Task A_list_that_cannot_be_understood_is_asked_for_again(string answer)
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();

        await (await watch.Server.NextAsync()).AnswerAsync(answer);
        await watch.EndsAsync(WatchEnd.Unreadable);

        await watch.AnswerListAsync("10");
    }

    [Fact]
    public async Task A_list_without_an_answer_is_given_up()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        await watch.Server.NextAsync();

        watch.Clock.Advance(NamespaceWatchUnderTest.Times.ListLimit);

        (await watch.EndsAsync(WatchEnd.Disconnected)).Explanation.ShouldBe("it took too long");
        await watch.AnswerListAsync("10");
    }

    [Fact]
    public async Task A_server_that_ends_every_watch_at_once_is_not_asked_without_a_pause()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync(NamespaceWatchUnderTest.Times with { ShortestWatch = TimeSpan.FromSeconds(1) });
        await using var _ = watch;

        await opened.EndAsync();

        (await watch.EndsAsync(WatchEnd.Disconnected)).Pause.ShouldBeGreaterThan(TimeSpan.Zero);
        await watch.OpenAsync();
    }

    [Fact]
    public async Task Pages_are_put_together()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();

        await (await watch.Server.NextAsync()).AnswerAsync(Json.List("10", "a+b/=", Json.Namespace("one", "1", "x")));
        var second = await watch.Server.NextAsync();
        second.Query["continue"].ShouldBe("a+b/=");
        await second.AnswerAsync(Json.List("10", "", Json.Namespace("two", "2", "y")));

        var directory = await watch.PublishedAsync();
        directory.Find("one").Annotations[Inject].ShouldBe("x");
        directory.Find("two").Annotations[Inject].ShouldBe("y");
        await watch.HappensAsync("namespaces listed 2");
    }

    [Fact]
    public async Task A_list_whose_next_page_is_gone_begins_again_with_larger_pages()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        await (await watch.Server.NextAsync()).AnswerAsync(Json.List("10", "next", Json.Namespace("stale", "1", "x")));
        await (await watch.Server.NextAsync()).RefuseAsync(410, "Expired");
        await watch.EndsAsync(WatchEnd.Expired);

        var again = await watch.AnswerListAsync("20", Json.Namespace("fresh", "2", "y"));

        again.Query.ShouldBe(new Dictionary<string, string> { ["limit"] = "1000" });
        (await watch.PublishedAsync()).Find("stale").Labels.ShouldBeEmpty();
    }

    // Skips what a race between a publication and a fresh list may put before.
    private static async Task<string> LastPublishedAsync(NamespaceWatchUnderTest watch)
    {
        while (true)
        {
            if ((await watch.PublishedAsync()).Find("shop").Annotations.TryGetValue(Inject, out var value) && value != "logging")
            {
                return value;
            }
        }
    }
}
