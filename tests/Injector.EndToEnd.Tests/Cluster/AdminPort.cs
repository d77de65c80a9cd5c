using System.Diagnostics;

namespace Injector.EndToEnd.Tests.Cluster;

/// <summary>The port with probes and metrics of a running webhook.</summary>
internal sealed class AdminPort(Uri address) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    /// <summary>Reads a page again and again, for a minute at most, until it says what the test waits for.</summary>
    internal async Task WaitAsync(string path, Func<string, bool> isReached)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
            var text = (await answer.Content.ReadAsStringAsync()).TrimEnd();
            if (isReached(text))
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"{path} is not as expected after {Limit.TotalSeconds:0} s: {text}");
            }

            await Task.Delay(Pause);
        }
    }

    public void Dispose() => _client.Dispose();
}
