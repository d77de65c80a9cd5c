using System.Threading.Channels;
using Injector.Core.Admission;
using Injector.Server.Admission;

namespace Injector.Server.Tests.Admission;

/// <summary>An engine whose work on reviews of some uids goes on until the test ends it, or until nobody waits for it any more.</summary>
internal sealed class BusyEngine
{
    private const string Busy = "busy";

    private readonly Channel<string> _begun = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _end = new();
    private int _cancelled;

    internal AnswerReview Answer => (body, snapshot, output, cancellation) =>
    {
        var uid = AdmissionReviewReader.Read(body).Review?.Uid ?? "";
        if (uid.StartsWith(Busy, StringComparison.Ordinal))
        {
            _begun.Writer.TryWrite(uid);
            try
            {
                _end.Task.Wait(cancellation);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _cancelled);
                throw;
            }
        }

        return AdmissionHandler.Answer(body, snapshot, output, cancellation);
    };

    /// <summary>How often work was ended because nobody waited for it.</summary>
    internal int Cancelled => Volatile.Read(ref _cancelled);

    /// <summary>Waits until work on another review has begun.</summary>
    internal async Task<string> BegunAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    internal void End() => _end.TrySetResult();
}
