using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Injector.Background;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Watching;

/// <summary>
/// Maintains a copy of a resource: lists it, then follows its changes, for as long as it runs. A failure is reported and retried after a pause, and the last
/// published state stays in use.
/// </summary>
/// <typeparam name="T">The type that objects are converted to.</typeparam>
public sealed class Reflector<T>
{
    private readonly ApiClient _server;
    private readonly WatchedResource _resource;
    private readonly Func<JsonElement, T> _read;
    private readonly Action<ImmutableArray<T>> _publish;
    private readonly GuardedObserver _observer;
    private readonly WatchTimes _times;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Lister<T> _lister;
    private readonly ObjectStore<T> _store;
    private readonly SupervisedLoop _loop;
    private readonly CoalescedSignal _changed;
    private readonly Backoff _backoff;
    private readonly Lock _publishing = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The version from which a watch continues; null when everything has to be listed first.
    private string? _version;
    private long? _absentSince;
    private long _listedAt;

    /// <summary>Creates the reflector; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="resource">What to watch.</param>
    /// <param name="read">Converts an object; throws <see cref="JsonException"/> if it cannot.</param>
    /// <param name="key">Returns the key that identifies an object.</param>
    /// <param name="publish">Receives all objects, in the order of their keys, after the first list and after changes; called again if it throws.</param>
    /// <param name="observer">Is notified of what happens.</param>
    /// <param name="loops">Registers its loops.</param>
    /// <param name="times">Pauses and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses and watch times.</param>
    public Reflector(
        ApiClient server,
        WatchedResource resource,
        Func<JsonElement, T> read,
        Func<T, string> key,
        Action<ImmutableArray<T>> publish,
        IWatchObserver observer,
        BackgroundLoops loops,
        WatchTimes times,
        TimeProvider time,
        Random random)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(loops);
        ArgumentNullException.ThrowIfNull(resource);
        (_server, _resource, _read, _publish) = (server, resource, read, publish);
        (_times, _time, _random) = (times, time, random);
        _lister = new Lister<T>(server, resource, read, times, time);
        _store = new ObjectStore<T>(key);
        _loop = loops.Add($"watch-{resource.Name}");
        _observer = new GuardedObserver(observer, _loop.Health);
        _changed = new CoalescedSignal(
            Publish, times.Coalescing, new Backoff(times.FirstPause, times.MaxPause, random), Unpublished, loops.Add($"publish-{resource.Name}"));
        _backoff = new Backoff(times.FirstPause, times.MaxPause, random);
    }

    /// <summary>Whether the first full list has been published, or the cluster lacks a kind that may be absent.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Completes when <see cref="IsReady"/> becomes true.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Runs until cancelled, which is not an error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_loop.RunAsync(FollowOnceAsync, cancellationToken), _changed.RunAsync(cancellationToken));

    private async Task<Turn> FollowOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(cancellationToken);
            Ended(WatchEnd.Served, "the server ended it in time", TimeSpan.Zero);
            return Turn.Done(TimeSpan.Zero);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return AfterFailure(exception);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (_version is null)
        {
            var list = await _lister.ListAsync(cancellationToken);
            _store.Replace(list.Items);
            _absentSince = null;
            Publish();

            // Set last: objects that could not be published are listed again.
            _version = list.ResourceVersion;
            _listedAt = _time.GetTimestamp();
            _ready.TrySetResult();
            _loop.Health.Succeeded();
            _observer.Listed(_resource.Name, list.Items.Count);
        }

        await WatchAsync(cancellationToken);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var from = _version!;
        var seconds = (int)(_times.ServedAtLeast.TotalSeconds * (1 + _random.NextDouble()));
        var path = _resource.With(
            "watch=true", "allowWatchBookmarks=true", $"resourceVersion={Uri.EscapeDataString(from)}",
            $"timeoutSeconds={seconds.ToString(CultureInfo.InvariantCulture)}");
        using var answer = await OpenAsync(path, cancellationToken);
        _observer.Connected(_resource.Name);
        await WatchLines.ReadAsync(
            await answer.Content.ReadAsStreamAsync(cancellationToken), Handle, _times.IdleLimit, _time, cancellationToken);
        if (_version == from && _time.GetElapsedTime(began) < _times.ShortestWatch)
        {
            // Something in between blocks watches; retrying at once would never end.
            throw new WatchEndedException(WatchEnd.Disconnected, "the watch ended as soon as it began");
        }

        _backoff.Reset();
    }

    private async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        await _server.Client.PrepareAsync(cancellationToken);
        using var limit = new CancellationTokenSource(_times.ListLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var answer = await _server.Client.OpenAsync(path, _resource.WatchAccept, either.Token);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw WatchEndedException.Answered(await ClusterClient.StatusAsync(answer, either.Token), _resource.MayBeAbsent);
        }
    }

    private void Handle(JsonElement line)
    {
        var @event = WatchEvent.Read(line);
        if (@event.Change is not { } change)
        {
            return;
        }

        if (change == WatchChange.Error)
        {
            _observer.Received(_resource.Name, change);
            throw WatchEndedException.FromStatus(@event.Status());
        }

        Apply(change, @event.Object);
        _version = @event.ResourceVersion;
        _backoff.Reset();
        _loop.Health.Succeeded();
        _observer.Received(_resource.Name, change);
    }

    private void Apply(WatchChange change, JsonElement about)
    {
        switch (change)
        {
            case WatchChange.Added or WatchChange.Modified:
                _store.Put(_read(about));
                _changed.Request();
                break;
            case WatchChange.Deleted:
                _store.Remove(_read(about));
                _changed.Request();
                break;
        }
    }

    // Both the loop and the signal publish; the lock ensures that an older state never overwrites a newer one.
    private void Publish()
    {
        lock (_publishing)
        {
            _publish(_store.All());
        }
    }

    private Turn AfterFailure(Exception exception)
    {
        var known = exception as WatchEndedException;
        var end = known?.End ?? (exception is JsonException or FormatException ? WatchEnd.Unreadable : WatchEnd.Disconnected);
        if (end != WatchEnd.Absent)
        {
            _absentSince = null;
        }

        var wasListed = _version is not null;
        if (end is (WatchEnd.Expired or WatchEnd.Refused or WatchEnd.Unreadable or WatchEnd.Absent) && known?.KeepsPlace != true)
        {
            // The copy may be stale or events may have been missed: start with a list.
            _version = null;
        }

        var pause = Pause(end, known?.RetryAfter, wasListed);
        if (end == WatchEnd.Absent)
        {
            Miss(pause);
        }

        Ended(end, TransportFailure.Explain(exception), pause);
        return end == WatchEnd.Absent ? Turn.Done(pause) : Turn.Failed(pause);
    }

    private TimeSpan Pause(WatchEnd end, TimeSpan? requested, bool wasListed)
    {
        // The server works and only the version has expired; how long the connection was down says nothing about the next answer. Missed changes are listed at
        // once, unless the list just received already counts as too old, or the list itself was answered this way.
        if (end == WatchEnd.Expired && wasListed && _time.GetElapsedTime(_listedAt) >= _times.ShortestWatch)
        {
            _backoff.Reset();
            return requested ?? TimeSpan.Zero;
        }

        return _backoff.Next(requested);
    }

    /// <summary>The cluster lacks the kind. At first this means that there is nothing to wait for, later only if it lasts.</summary>
    private void Miss(TimeSpan pause)
    {
        _absentSince ??= _time.GetTimestamp();
        if (!IsReady || _time.GetElapsedTime(_absentSince.Value) >= _times.AbsenceCounts)
        {
            _store.Replace([]);
            try
            {
                Publish();
                _ready.TrySetResult();
            }
            catch (Exception exception)
            {
                // Any exception: the pause is that of the missing kind, which is retried anyway.
                Unpublished(exception, pause);
            }
        }
    }

    private void Unpublished(Exception exception, TimeSpan pause) => _observer.Unpublished(_resource.Name, exception.Message, pause);

    private void Ended(WatchEnd end, string explanation, TimeSpan pause) => _observer.Ended(_resource.Name, end, explanation, pause);
}
