using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <summary>Waits for pods that a controller makes.</summary>
public static class PodWaits
{
    private const int Attempts = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits, at most 30 s, until the namespace holds a pod that the selector picks, and returns it.</summary>
    /// <exception cref="TimeoutException">There is none; the message lists the namespace's events, which say why.</exception>
    public static async Task<JsonObject> WaitForPodAsync(
        this LocalControlPlane controlPlane, string @namespace, string labelSelector, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var pods = await controlPlane.Client
                .ListAsync($"/api/v1/namespaces/{@namespace}/pods", labelSelector, cancellationToken)
                .EnsureAsync();
            if (pods["items"] is JsonArray { Count: > 0 } items)
            {
                return items[0]!.AsObject();
            }

            await Task.Delay(Pause, cancellationToken);
        }

        throw new TimeoutException(
            $"No pod with {labelSelector} in {@namespace}. Its events: {await EventsAsync(controlPlane, @namespace, cancellationToken)}");
    }

    private static async Task<string> EventsAsync(
        LocalControlPlane controlPlane, string @namespace, CancellationToken cancellationToken)
    {
        var events = await controlPlane.Client
            .ListAsync($"/api/v1/namespaces/{@namespace}/events", cancellationToken: cancellationToken)
            .EnsureAsync();
        return string.Join("; ", events["items"]!.AsArray().Select(item => item!["message"]?.ToString()));
    }
}
