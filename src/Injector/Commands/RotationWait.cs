using System.Text.Json.Nodes;
using Injector.Certificates.Renewal;
using Injector.Grammar.Json;
using Injector.Kubernetes.Api;

namespace Injector.Commands;

/// <summary>Waits for a requested rotation: when it is done, the annotation with the request is gone and the authority has changed.</summary>
/// <param name="server">The API server.</param>
/// <param name="path">Path of the Secret.</param>
/// <param name="before">The Secret before the request; <see langword="null"/> when it could not be read.</param>
/// <param name="time">The clock.</param>
internal sealed class RotationWait(ApiClient server, string path, JsonObject? before, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Waits.</summary>
    /// <param name="timeout">Max time; zero to check once.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>Why a new authority cannot be confirmed, and what to do; <see langword="null"/> when there is one.</returns>
    public async Task<string?> WaitAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var (isOver, problem) = await EvaluateAsync(cancellation);
            var left = timeout - time.GetElapsedTime(start);
            if (isOver || left <= TimeSpan.Zero)
            {
                return problem;
            }

            await Task.Delay(left < Interval ? left : Interval, time, cancellation);
        }
    }

    private async Task<(bool IsOver, string? Problem)> EvaluateAsync(CancellationToken cancellation)
    {
        try
        {
            return await server.GetAsync(path, cancellation) switch
            {
                ApiAnswer.Done { Object: var secret } when secret.MapAt("metadata", "annotations").ContainsKey(RotationRequest.Key) =>
                    (false, "nobody has obeyed yet. It happens all the same once a replica that writes certificates runs; what keeps it from that: injector check"),
                ApiAnswer.Done { Object: var secret } when before is not null && Authority(secret) == Authority(before) =>
                    (true, $"the annotation {RotationRequest.Key} is gone and the authority is the same: somebody else has removed it, such as what keeps the Secret as it is in git. Leave the Secret to Injector"),
                ApiAnswer.Done => (true, null),
                ApiAnswer.Refused(var status) => (status.Code is 401 or 403 or 404, $"whether anybody has obeyed cannot be seen: {status}"),
                var other => throw new InvalidOperationException($"Not a known answer: {other}"),
            };
        }
        catch (ApiUnreachableException exception)
        {
            // The request has been made already, and will be carried out whether or not that can be observed.
            return (false, $"whether anybody has obeyed cannot be seen: {exception.Message}");
        }
    }

    private static string Authority(JsonObject secret) => secret.TextAt("data", StoredCertificates.AuthorityKeyKey);
}
