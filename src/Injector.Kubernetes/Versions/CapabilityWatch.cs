using Injector.Core.Snapshots;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Versions;

/// <summary>
/// Finds out what the cluster can do: asks for the version at start, every ten minutes, and whenever a connection was made anew, for then another
/// version may answer.
/// </summary>
public sealed class CapabilityWatch : IDisposable
{
    /// <summary>How long an answer holds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly ApiServer _server;
    private readonly Action<ClusterCapabilities> _publish;
    private readonly IVersionObserver _observer;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly SemaphoreSlim _asked = new(0, 1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Version? _known;

    /// <summary>Makes it; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="publish">Receives what the cluster can do whenever that is another thing than before; again when it throws.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="times">Pauses and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses.</param>
    public CapabilityWatch(
        ApiServer server, Action<ClusterCapabilities> publish, IVersionObserver observer, WatchTimes times, TimeProvider time, Random random)
    {
        ArgumentNullException.ThrowIfNull(times);
        (_server, _publish, _observer, _time) = (server, publish, observer, time);
        _backoff = new Backoff(times.FirstPause, times.LongestPause, random);
    }

    /// <summary>Whether the server has answered once, be it that it does not tell.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the server has answered once, be it that it does not tell.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Asks soon, before the answer at hand has run out.</summary>
    public void AskAgain()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // Asked for already.
        }
    }

    /// <summary>Runs until it is cancelled, which throws <see cref="OperationCanceledException"/>.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var pause = await AskAsync(cancellationToken);
            using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var wish = _asked.WaitAsync(asked.Token);
            await Task.WhenAny(wish, Task.Delay(pause, _time, asked.Token));
            await asked.CancelAsync();
            await wish.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _asked.Dispose();

    private async Task<TimeSpan> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            switch (await _server.GetAsync("/version", cancellationToken))
            {
                case ApiAnswer.Done done when ServerVersion.Read(done.Object) is { } version:
                    Take(version);
                    break;
                case ApiAnswer.Done:
                    _observer.Unknown("the API server states no version");
                    break;
                case ApiAnswer.Refused refused when refused.Status.Code is 429 or >= 500:
                    _observer.Unknown(refused.Status.ToString());
                    return _backoff.Next(refused.Status.RetryAfter);
                case ApiAnswer.Refused refused:
                    _observer.Unknown(refused.Status.ToString());
                    break;
            }

            _ready.TrySetResult();
            _backoff.Reset();
            return Interval;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Everything: a loop that dies of what nobody thought of would believe in yesterday's version for good.
            _observer.Unknown(exception.Message);
            return _backoff.Next();
        }
    }

    private void Take(Version version)
    {
        if (version != _known)
        {
            _publish(new ClusterCapabilities(version));

            // After it: what could not be published is published again.
            _known = version;
            _observer.Discovered(version);
        }
    }
}
