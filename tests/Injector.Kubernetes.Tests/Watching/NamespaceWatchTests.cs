using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Tests.Watching;

public sealed class NamespaceWatchTests
{
    private const string Inject = "injector.io/inject";

    [Fact]
    public async Task Is_ready_when_the_first_list_has_been_published()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();
        var request = await watch.Server.NextAsync();
        watch.Watch.IsReady.ShouldBeFalse();

        await request.AnswerAsync(Json.List("10", "", Json.Namespace("shop", "9", "logging"), Json.Namespace("plain", "3")));
        await watch.Watch.ReadyAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        var directory = await watch.PublishedAsync();
        directory.Find("shop").Annotations[Inject].ShouldBe("logging");
        directory.Find("shop").Labels["team"].ShouldBe("a");
        directory.Find("plain").Annotations.ShouldBeEmpty();
        watch.Watch.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task Asks_for_metadata_and_bookmarks_and_says_who_it_is()
    {
        await using var watch = await NamespaceWatchUnderTest.StartAsync();

        var list = await watch.AnswerListAsync("10");
        var opened = await watch.OpenAsync();

        list.Path.ShouldBe("/api/v1/namespaces");
        list.Query.ShouldBe(new Dictionary<string, string> { ["limit"] = "500" });
        list.Headers["Accept"].ShouldStartWith("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        list.Headers["User-Agent"].ShouldBe("injector/1.2.3");
        list.Headers["Authorization"].ShouldBe("Bearer secret");
        opened.Headers["Accept"].ShouldStartWith("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
        opened.Query["allowWatchBookmarks"].ShouldBe("true");
        opened.Query["resourceVersion"].ShouldBe("10");
        int.Parse(opened.Query["timeoutSeconds"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(300, 600);
    }

    [Fact]
    public async Task Follows_what_is_added_changed_and_deleted()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;

        await opened.SendEventsAsync(Json.Event("ADDED", Json.Namespace("new", "11", "metrics")));
        (await watch.PublishedAsync()).Find("new").Annotations[Inject].ShouldBe("metrics");

        await opened.SendEventsAsync(Json.Event("MODIFIED", Json.Namespace("shop", "12")));
        var changed = await watch.PublishedAsync();
        changed.Find("shop").Annotations.ShouldBeEmpty();
        changed.Find("new").Annotations[Inject].ShouldBe("metrics");

        await opened.SendEventsAsync(Json.Event("DELETED", Json.Namespace("new", "13", "metrics")));
        (await watch.PublishedAsync()).Find("new").Labels.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_an_event_that_comes_in_pieces()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;
        var line = Json.Event("ADDED", Json.Namespace("größe", "11", "metrics")) + "\n";

        foreach (var piece in line.Chunk(7))
        {
            await opened.SendAsync(new string(piece));
        }

        (await watch.PublishedAsync()).Find("größe").Annotations[Inject].ShouldBe("metrics");
    }

    [Fact]
    public async Task Resumes_from_the_last_bookmark_when_the_server_ends_the_watch()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;

        await opened.SendEventsAsync(Json.Bookmark("77"));
        await watch.HappensAsync("namespaces Bookmark");
        await opened.EndAsync();
        (await watch.EndsAsync(WatchEnd.Served)).Pause.ShouldBe(TimeSpan.Zero);

        (await watch.OpenAsync()).Query["resourceVersion"].ShouldBe("77");
        watch.HasPublished.ShouldBeFalse("a bookmark changes nothing");
    }

    [Fact]
    public async Task Resumes_from_the_last_event_when_the_connection_breaks()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var _ = watch;

        await opened.SendEventsAsync(Json.Event("ADDED", Json.Namespace("new", "11", "metrics")));
        await watch.HappensAsync("namespaces Added");
        await opened.BreakAsync();
        (await watch.EndsAsync(WatchEnd.Disconnected)).Pause.ShouldBeInRange(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5));

        (await watch.OpenAsync()).Query["resourceVersion"].ShouldBe("11");
    }

    [Fact]
    public async Task A_burst_of_events_makes_one_directory()
    {
        var (watch, opened) = await NamespaceWatchUnderTest.StartWatchingAsync(NamespaceWatchUnderTest.Times with { Coalescing = TimeSpan.FromSeconds(7) });
        await using var _ = watch;
        await opened.SendEventsAsync(Json.Event("ADDED", Json.Namespace("first", "11")));
        (await watch.PublishedAsync()).Find("first").Labels.ShouldNotBeEmpty();
        await watch.HappensAsync("namespaces Added");
        await watch.Clock.TimerAsync(TimeSpan.FromSeconds(7));

        for (var number = 0; number < 100; number++)
        {
            await opened.SendEventsAsync(Json.Event("ADDED", Json.Namespace($"n{number}", $"{20 + number}")));
            await watch.HappensAsync("namespaces Added");
        }

        watch.HasPublished.ShouldBeFalse();
        watch.Clock.Advance(TimeSpan.FromSeconds(7));
        var directory = await watch.PublishedAsync();
        Enumerable.Range(0, 100).ShouldAllBe(number => !directory.Find($"n{number}").Labels.IsEmpty);
    }

    [Fact]
    public async Task A_quiet_watch_that_is_left_idle_is_opened_again()
    {
        var (watch, _) = await NamespaceWatchUnderTest.StartWatchingAsync();
        await using var __ = watch;
        await watch.Clock.TimerAsync(NamespaceWatchUnderTest.Times.IdleLimit);

        watch.Clock.Advance(NamespaceWatchUnderTest.Times.IdleLimit);

        (await watch.EndsAsync(WatchEnd.Idle)).Explanation.ShouldBe("nothing came for 180 s");
        (await watch.OpenAsync()).Query["resourceVersion"].ShouldBe("10");
    }
}
