using System.Threading.Channels;
using Injector.Background;
using Injector.Profiles.Files;
using Injector.Testing;

namespace Injector.Profiles.Tests.Files;

public sealed class ProfileDirectoryWatcherTests : IDisposable, ILoopObserver
{
    private static readonly ProfileWatchTimes Times = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();
    private readonly BackgroundLoops _loops;
    private readonly Channel<ProfileLoad> _published = Channel.CreateUnbounded<ProfileLoad>();

    private volatile int _failures;

    public ProfileDirectoryWatcherTests() => _loops = new BackgroundLoops(_time, new Random(1), this);

    public void Dispose() => _directory.Dispose();

    void ILoopObserver.Failed(LoopHealth loop, Exception exception, TimeSpan pause) => _pauses.Writer.TryWrite(pause);

    void ILoopObserver.Recovered(LoopHealth loop) => _pauses.Writer.TryWrite(TimeSpan.Zero);

    [Fact]
    public void Publishes_first_and_then_only_changes()
    {
        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        var watcher = Watcher();

        watcher.Refresh();
        Published().Profiles.ShouldHaveSingleItem().Priority.ShouldBe(1);

        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        watcher.Refresh();
        _published.Reader.TryRead(out _).ShouldBeFalse();

        _directory.Write("a.yaml", ProfileSource.Document("priority: 2", "a"));
        watcher.Refresh();
        Published().Profiles.ShouldHaveSingleItem().Priority.ShouldBe(2);
    }

    [Fact]
    public void Keeps_what_was_last_good_of_each_file()
    {
        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        _directory.Write("b.yaml", ProfileSource.Document("priority: 1", "b"));
        var watcher = Watcher();
        watcher.Refresh();
        Published().Errors.ShouldBeEmpty();

        _directory.Write("a.yaml", ProfileSource.Document("priority: high", "a"));
        _directory.Write("b.yaml", ProfileSource.Document("priority: 2", "b"));
        watcher.Refresh();

        var load = Published();
        load.Errors.ShouldHaveSingleItem().File.ShouldEndWith("a.yaml");
        load.Profiles.Select(profile => (profile.Name, profile.Priority)).ShouldBe([("a", 1), ("b", 2)]);

        _directory.Write("a.yaml", "still: wrong");
        watcher.Refresh();
        Published().Profiles[0].Priority.ShouldBe(1);

        _directory.Write("a.yaml", ProfileSource.Document("priority: 3", "a"));
        watcher.Refresh();
        load = Published();
        load.Errors.ShouldBeEmpty();
        load.Profiles[0].Priority.ShouldBe(3);
    }

    [Fact]
    public void Forgets_the_profiles_of_a_file_that_was_taken_away()
    {
        _directory.Write("a.yaml", ProfileSource.Document("{}", "a"));
        _directory.Write("b.yaml", ProfileSource.Document("{}", "b"));
        var watcher = Watcher();
        watcher.Refresh();
        Published().Profiles.Length.ShouldBe(2);

        _directory.Delete("a.yaml");
        watcher.Refresh();

        Published().Profiles.ShouldHaveSingleItem().Name.ShouldBe("b");
    }

    [Fact]
    public void Keeps_everything_when_the_directory_is_gone_and_says_so_once()
    {
        _directory.Write("a.yaml", ProfileSource.Document("{}", "a"));
        var watcher = Watcher();
        watcher.Refresh();
        Published().Profiles.ShouldHaveSingleItem();

        _directory.Dispose();
        watcher.Refresh();
        watcher.Refresh();

        var load = Published();
        load.Profiles.ShouldHaveSingleItem().Name.ShouldBe("a");
        load.Errors.ShouldHaveSingleItem().Message.ShouldContain("cannot be read");
        _published.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public void Leaves_a_profile_with_the_file_that_had_it_first()
    {
        _directory.Write("b.yaml", ProfileSource.Document("priority: 1", "same"));
        var watcher = Watcher();
        watcher.Refresh();
        Published();

        _directory.Write("a.yaml", ProfileSource.Document("priority: 2", "same"));
        watcher.Refresh();

        var load = Published();
        load.Profiles.ShouldHaveSingleItem().Priority.ShouldBe(1);
        load.Errors.ShouldHaveSingleItem().File.ShouldEndWith("a.yaml");
    }

    [Fact]
    public void Follows_the_symbolic_link_that_Kubernetes_swaps()
    {
        WriteVersion("..v1", 1);
        Directory.CreateSymbolicLink(Path.Combine(_directory.Path, "..data"), "..v1");
        File.CreateSymbolicLink(Path.Combine(_directory.Path, "a.yaml"), Path.Combine("..data", "a.yaml"));
        var watcher = Watcher();
        watcher.Refresh();
        Published().Profiles.ShouldHaveSingleItem().Priority.ShouldBe(1);

        WriteVersion("..v2", 2);
        Directory.Delete(Path.Combine(_directory.Path, "..data"));
        Directory.CreateSymbolicLink(Path.Combine(_directory.Path, "..data"), "..v2");
        watcher.Refresh();

        Published().Profiles.ShouldHaveSingleItem().Priority.ShouldBe(2);
    }

    [Fact]
    public async Task Reads_again_on_the_interval_what_no_event_tells_of()
    {
        using var elsewhere = new TemporaryDirectory();
        elsewhere.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        File.CreateSymbolicLink(Path.Combine(_directory.Path, "a.yaml"), Path.Combine(elsewhere.Path, "a.yaml"));
        using var stop = new CancellationTokenSource();
        var running = Watcher().RunAsync(stop.Token);
        (await NextAsync()).Profiles[0].Priority.ShouldBe(1);

        elsewhere.Write("a.yaml", ProfileSource.Document("priority: 2", "a"));
        await _time.TimerAsync(Times.Interval);
        _time.Advance(Times.Interval);

        (await NextAsync()).Profiles[0].Priority.ShouldBe(2);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Reads_again_soon_after_a_file_event()
    {
        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        using var stop = new CancellationTokenSource();
        var running = Watcher(Times with { Settle = TimeSpan.Zero }).RunAsync(stop.Token);
        (await NextAsync()).Profiles[0].Priority.ShouldBe(1);

        var staged = Path.Combine(_directory.Path, "staged");
        await File.WriteAllTextAsync(staged, ProfileSource.Document("priority: 2", "a"));
        File.Move(staged, Path.Combine(_directory.Path, "a.yaml"), overwrite: true);

        (await NextAsync()).Profiles[0].Priority.ShouldBe(2);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Lets_a_burst_of_events_settle()
    {
        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        using var stop = new CancellationTokenSource();
        var running = Watcher(Times).RunAsync(stop.Token);
        await NextAsync();

        await _time.TimerAsync(Times.Interval);
        _directory.Write("b.yaml", "half a file");
        await _time.TimerAsync(Times.Settle);
        _directory.Write("b.yaml", ProfileSource.Document("{}", "b"));
        _time.Advance(Times.Settle);

        var load = await NextAsync();
        load.Errors.ShouldBeEmpty();
        load.Profiles.Length.ShouldBe(2);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public void Publishes_again_what_could_not_be_published()
    {
        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        var watcher = Watcher();
        _failures = 1;

        Should.Throw<InvalidOperationException>(watcher.Refresh);
        watcher.Refresh();

        Published().Profiles.ShouldHaveSingleItem().Priority.ShouldBe(1);
    }

    [Fact]
    public async Task Goes_on_when_publishing_fails_and_says_so()
    {
        _directory.Write("a.yaml", ProfileSource.Document("priority: 1", "a"));
        _failures = 2;
        using var stop = new CancellationTokenSource();

        var running = Watcher().RunAsync(stop.Token);
        var health = _loops.All.ShouldHaveSingleItem();
        await _time.TimerAsync(await _pauses.Reader.ReadAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        var pause = await _pauses.Reader.ReadAsync();
        await _time.TimerAsync(pause);

        _published.Reader.TryRead(out _).ShouldBeFalse();
        (health.Name, health.HasSucceeded, health.LastError).ShouldBe(("profile-directory", false, "InvalidOperationException: nobody thought of this"));
        _time.Advance(pause);
        (await NextAsync()).Profiles.ShouldHaveSingleItem().Name.ShouldBe("a");
        await _time.TimerAsync(Times.Interval);
        (health.HasSucceeded, health.ConsecutiveFailures).ShouldBe((true, 0));
        await stop.CancelAsync();
        await running;
    }

    private void Publish(ProfileLoad load)
    {
        if (_failures > 0)
        {
            _failures--;
            throw new InvalidOperationException("nobody thought of this");
        }

        _published.Writer.TryWrite(load);
    }

    private ProfileDirectoryWatcher Watcher(ProfileWatchTimes? times = null) =>
        new(_directory.Path, [], Publish, _loops, _time, times);

    private ProfileLoad Published()
    {
        _published.Reader.TryRead(out var load).ShouldBeTrue("nothing was published");
        return load!;
    }

    private async Task<ProfileLoad> NextAsync() => await _published.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private void WriteVersion(string version, int priority)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory.Path, version));
        File.WriteAllText(Path.Combine(folder.FullName, "a.yaml"), ProfileSource.Document($"priority: {priority}", "a"));
    }
}
