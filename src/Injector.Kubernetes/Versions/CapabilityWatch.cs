using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Versions;

/// <summary>
/// Finds out what the cluster can do: asks for the version at start, every ten minutes, and whenever a connection was made again, for then another
/// version may answer.
/// </summary>
public sealed class CapabilityWatch
{
    /// <summary>How long an answer holds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly ApiClient _server;
    private readonly Action<ClusterCapabilities> _publish;
    private readonly IVersionObserver _observer;
    private readonly Backoff _backoff;
    private readonly SupervisedLoop _loop;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Version? _known;

    /// <summary>Makes it; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="publish">Receives what the cluster can do whenever that is another thing than before; again when it throws.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="loops">Where its loop is known.</param>
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

    /// <summary>Whether the server has answered once, be it that it does not tell.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the server has answered once, be it that it does not tell.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Asks soon, before the answer at hand has run out.</summary>
    public void QueryAgain() => _loop.Wake();

    /// <summary>Runs until it is stopped; being stopped is no error.</summary>
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
            // Everything, and what was published in vain is published again: a connection that was made again cuts this pause short.
            _observer.Unknown(exception.Message);
            return Turn.Failed(TimeSpan.Zero, _backoff.Next());
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

/// <summary>Is told what becomes of asking for the server's version, for logs. Must not throw.</summary>
public interface IVersionObserver
{
    /// <summary>The version is another one than before, or known for the first time.</summary>
    /// <param name="version">Major and minor version.</param>
    void Discovered(Version version);

    /// <summary>The version could not be found out; what was known stays.</summary>
    /// <param name="explanation">Why, for people.</param>
    void Unknown(string explanation);
}
