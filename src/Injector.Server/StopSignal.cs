using System.Runtime.InteropServices;

namespace Injector.Server;

/// <summary>Receives stop signals. Registered before the server starts, so that a signal during startup is not lost. A second signal makes the server hurry.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _hurry = new();
    private readonly CancellationTokenRegistration _cancelled;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    internal StopSignal(CancellationToken cancellationToken)
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear);
        _cancelled = cancellationToken.Register(() => _asked.TrySetResult());
    }

    public void Dispose()
    {
        _cancelled.Dispose();
        _interrupt.Dispose();
        _terminate.Dispose();
        _hurry.Dispose();
    }

    /// <summary>Waits for a stop signal, then stops the webhook.</summary>
    internal async Task StopOnRequestAsync(RunningWebhook webhook)
    {
        await _asked.Task;
        await webhook.StopAsync(_hurry.Token);
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_asked.TrySetResult())
        {
            _hurry.Cancel();
        }
    }
}
