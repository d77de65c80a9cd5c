using Microsoft.AspNetCore.Connections;

namespace Injector.Server.Admission.Requests;

/// <summary>Tells a client that has gone away from what else may go wrong.</summary>
internal static class GoneClient
{
    /// <summary>Whether an exception says that nobody waits for the answer any more.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="aborted">Is cancelled when the client is gone.</param>
    internal static bool Is(Exception exception, CancellationToken aborted) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && aborted.IsCancellationRequested);
}
