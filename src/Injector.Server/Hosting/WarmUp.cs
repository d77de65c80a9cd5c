using System.Net.Http.Headers;
using System.Text;
using Injector.Server.Admission;
using Injector.Server.Admission.Requests;
using Injector.Server.Certificates;
using Injector.Server.Observability;
using Injector.Server.Observability.Logging;
using Injector.Server.Options;
using Injector.Server.Snapshots;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Hosting;

/// <summary>
/// Sends the server a few reviews before it reports ready, so that the first request of a cluster finds compiled code, loaded profiles and a TLS stack that has
/// completed a handshake. Every profile is run in process; one review goes through HTTPS.
/// </summary>
internal sealed partial class WarmUp(
    SnapshotHolder snapshots,
    AnswerReview answer,
    SelfReview selfReview,
    ServingCertificate certificate,
    ServerOptions options,
    TimeProvider time,
    ILogger<WarmUp> logger)
{
    private const int Rounds = 20;

    private volatile bool _isDone;

    internal ReadinessCheck Check() => new("warm-up", _isDone, _isDone ? "done" : "still running");

    /// <summary>Warms up; a failure is logged and does not block readiness, because otherwise nothing at all would be injected.</summary>
    internal async Task RunAsync(Uri address, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            AnswerInProcess();
            if (options.ClientCaFile is null)
            {
                await QueryAsync(address, cancellationToken);
            }

            Log.Done(logger, (long)time.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }

        _isDone = true;
    }

    private void AnswerInProcess()
    {
        var snapshot = snapshots.Current;
        var reviews = snapshot.Profiles.All.Select(profile => profile.Name).Append("false").Select(Review).ToArray();
        using var response = new PooledBuffer(64 * 1024);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var review in reviews)
            {
                response.Clear();
                answer(review, snapshot, response, CancellationToken.None);
            }
        }
    }

    private async Task QueryAsync(Uri address, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };

        // The server calls itself: only the very certificate that it serves is accepted, whatever its names.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, remote, _, _) =>
            remote is not null && remote.GetRawCertData().AsSpan().SequenceEqual(certificate.Pair.Leaf.RawData);
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        using var content = new ByteArrayContent(Review("false"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri(address, "/mutate"), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private byte[] Review(string profiles) =>
        Encoding.UTF8.GetBytes(SampleReview.For(selfReview.Uid, profiles, snapshots.Current.Settings.Keys.Prefix));

    private static partial class Log
    {
        [LoggerMessage(EventIds.WarmedUp, LogLevel.Debug, "Warmed up in {Milliseconds} ms", EventName = nameof(EventIds.WarmedUp))]
        internal static partial void Done(ILogger logger, long milliseconds);

        [LoggerMessage(
            EventIds.WarmUpFailed, LogLevel.Warning, "Warming up failed; the first requests may be slow", EventName = nameof(EventIds.WarmUpFailed))]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
