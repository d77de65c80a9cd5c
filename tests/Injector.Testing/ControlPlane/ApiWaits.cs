using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <summary>Waits for what the servers do on their own: a controller's pods, a definition that comes into force.</summary>
public static class ApiWaits
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads a path again and again, for 30 s at most, until the answer is what the test waits for.</summary>
    /// <exception cref="TimeoutException">It never was; the message holds the last answer.</exception>
    public static async Task<ApiResponse> WaitForAsync(
        this ApiClient client, string path, Func<ApiResponse, bool> isReached, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await client.GetAsync(path, cancellationToken);
            if (isReached(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"{path} is not as expected after {Limit.TotalSeconds:0} s. Last answer: {answer.Text}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Waits until the namespace holds a pod that the selector picks, and returns the first.</summary>
    /// <exception cref="TimeoutException">There is none; the message holds the namespace's events, which say why.</exception>
    public static async Task<JsonObject> WaitForPodAsync(
        this ApiClient client, string @namespace, string labelSelector, CancellationToken cancellationToken = default)
    {
        var path = $"/api/v1/namespaces/{@namespace}/pods?labelSelector={Uri.EscapeDataString(labelSelector)}";
        try
        {
            var pods = await client.WaitForAsync(path, answer => answer.Ensure(path)["items"] is JsonArray { Count: > 0 }, cancellationToken);
            return pods.Body!["items"]![0]!.AsObject();
        }
        catch (TimeoutException exception)
        {
            var events = await client.GetAsync($"/api/v1/namespaces/{@namespace}/events", cancellationToken).EnsureAsync();
            var messages = events["items"]!.AsArray().Select(item => item!["message"]?.ToString());
            throw new TimeoutException($"no pod with {labelSelector} in {@namespace}; its events: {string.Join("; ", messages)}", exception);
        }
    }
}
