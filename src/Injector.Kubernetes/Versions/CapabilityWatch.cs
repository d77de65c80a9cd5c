using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Versions;

/// <summary>
/// Determines the cluster's capabilities: queries the version at start, every ten minutes, and whenever a connection was re-established, because a server of
/// another version may answer then.
/// </summary>
public sealed class CapabilityWatch
{
    /// <summary>How long an answer is valid.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly ApiClient _server;
    private readonly Action<ClusterCapabilities> _publish;
    private readonly IVersionObserver _observer;
    private readonly Backoff _backoff;
    private readonly SupervisedLoop _loop;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Version? _known;

    /// <summary>Creates the watch; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="publish">Receives the capabilities whenever they change; called again if it throws.</param>
    /// <param name="observer">Is notified of what happens.</param>
    /// <param name="loops">Registers its loop.</param>
    /// <param name="times">Pauses and limits.</param>
    /// <param name="random">Spreads pauses.</param>
    public CapabilityWatch(
        ApiClient server, Action<ClusterCapabilities> publish, IVersionObserver observer, BackgroundLoops loops, WatchTimes times, Random random)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(loops);
        (_server, _publish, _observer) = (server, publish, observer);
        _loop = loops.Add("cluster-version");
        _backoff = new Backoff(times.FirstPause, times.MaxPause, random);
    }

    /// <summary>Whether the server has answered once, even without a version.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the server has answered once, even without a version.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Queries the version soon, before the current answer has expired.</summary>
    public void QueryAgain() => _loop.Wake();

    /// <summary>Runs until cancelled, which is not an error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(CancellationToken cancellationToken) => _loop.RunAsync(QueryAsync, cancellationToken);

    private async Task<Turn> QueryAsync(CancellationToken cancellationToken)
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
                    return Turn.Failed(TimeSpan.Zero, _backoff.Next(refused.Status.RetryAfter));
                case ApiAnswer.Refused refused:
                    _observer.Unknown(refused.Status.ToString());
                    break;
            }

            _ready.TrySetResult();
            _backoff.Reset();
            return Turn.Done(TimeSpan.Zero, Interval);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Any exception; the version is published again after the pause, which a new connection cuts short.
            _observer.Unknown(exception.Message);
            return Turn.Failed(TimeSpan.Zero, _backoff.Next());
        }
    }

    private void Take(Version version)
    {
        if (version != _known)
        {
            _publish(new ClusterCapabilities(version));

            // Set last, so that a failed publication is repeated.
            _known = version;
            _observer.Discovered(version);
        }
    }
}

/// <summary>Is notified of the results of version queries, for logs. Must not throw.</summary>
public interface IVersionObserver
{
    /// <summary>The version has changed or is known for the first time.</summary>
    /// <param name="version">Major and minor version.</param>
    void Discovered(Version version);

    /// <summary>The version could not be determined; the previous one stays in use.</summary>
    /// <param name="explanation">Why, for people.</param>
    void Unknown(string explanation);
}
