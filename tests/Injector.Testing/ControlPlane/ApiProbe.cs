using System.Diagnostics;

namespace Injector.Testing.ControlPlane;

/// <summary>Waits for what shows only when something is created: API servers learn of a webhook a little after it is stored.</summary>
public static class ApiProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Creates an object by dry run again and again, for 30 s at most, until the answer is what the test waits for.</summary>
    /// <exception cref="TimeoutException">It never was; the message holds the last answer.</exception>
    public static async Task<ApiResponse> WaitForDryRunAsync(
        this ApiClient client, string collection, ApiBody body, Func<ApiResponse, bool> isReached, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await client.CreateAsync(collection, body, dryRun: true, cancellationToken);
            if (isReached(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"a dry run in {collection} is not as expected after {Limit.TotalSeconds:0} s. Last answer: {answer.Text}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
