using System.Runtime.InteropServices;

namespace Injector.Server.Hosting;

/// <summary>Waits until the process is asked to stop and then drains; asked a second time, it hurries.</summary>
internal static class StopSignal
{
    internal static async Task WaitAsync(RunningWebhook webhook, CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hurry = new CancellationTokenSource();
        void Ask(PosixSignalContext context)
        {
            context.Cancel = true;
            if (!asked.TrySetResult())
            {
                hurry.Cancel();
            }
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var cancelled = cancellationToken.Register(() => asked.TrySetResult());
        await asked.Task;
        await webhook.StopAsync(hurry.Token);
    }
}
