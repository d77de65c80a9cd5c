using System.Globalization;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>Pods that are created one after the other for as long as something goes on.</summary>
internal sealed class PodStream : IAsyncDisposable
{
    private readonly Task<(int Injected, List<string> Failures)> _creating;
    private volatile bool _isOver;

    internal PodStream(ApiClient client, string @namespace) => _creating = CreateAsync(client, $"/api/v1/namespaces/{@namespace}/pods");

    /// <summary>Ends it.</summary>
    /// <returns>How many were injected and stored.</returns>
    internal async Task<int> EndAsync()
    {
        _isOver = true;
        var (injected, failures) = await _creating;
        failures.ShouldBeEmpty();
        return injected;
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await _creating;
    }

    private async Task<(int Injected, List<string> Failures)> CreateAsync(ApiClient client, string pods)
    {
        var injected = 0;
        var failures = new List<string>();
        for (var number = 1; !_isOver; number++)
        {
            var answer = await client.CreateAsync(pods, PodCreation.Pod(string.Create(CultureInfo.InvariantCulture, $"streamed-{number}")));
            injected += PodCreation.IsInjected(answer) ? 1 : 0;
            if (!PodCreation.IsInjected(answer))
            {
                failures.Add(answer.Text);
            }
        }

        return (injected, failures);
    }
}
