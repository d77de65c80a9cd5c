using System.Threading.Channels;
using Injector.Kubernetes.Versions;
using Injector.Kubernetes.Watching;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Watching;

/// <summary>Hands what happens to the test, in order.</summary>
internal sealed class RecordingObserver : IWatchObserver, IVersionObserver
{
    private readonly Channel<(string What, string Explanation, TimeSpan Pause)> _happened = Channel.CreateUnbounded<(string, string, TimeSpan)>();

    public void Listed(string resource, int objects) => Happened($"{resource} listed {objects}");

    public void Connected(string resource) => Happened($"{resource} connected");

    public void Received(string resource, WatchChange change) => Happened($"{resource} {change}");

    public void Ended(string resource, WatchEnd end, string explanation, TimeSpan pause) =>
        _happened.Writer.TryWrite(($"{resource} ended {end}", explanation, pause));

    public void Unpublished(string resource, string explanation, TimeSpan pause) =>
        _happened.Writer.TryWrite(($"{resource} unpublished", explanation, pause));

    public void Discovered(Version version) => Happened($"version {version}");

    public void Unknown(string explanation) => _happened.Writer.TryWrite(("version unknown", explanation, TimeSpan.Zero));

    /// <summary>The next thing that happens.</summary>
    internal async Task<(string What, string Explanation, TimeSpan Pause)> NextAsync()
    {
        using var limit = new CancellationTokenSource(FakeServer.Limit);
        return await _happened.Reader.ReadAsync(limit.Token);
    }

    private void Happened(string what) => _happened.Writer.TryWrite((what, "", TimeSpan.Zero));
}
