using Microsoft.AspNetCore.Connections;

namespace Injector.Server.Admission.Requests;

/// <summary>Distinguishes a disconnected client from other failures.</summary>
internal static class GoneClient
{
    /// <summary>Whether an exception means that the client no longer waits for the response.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="aborted">Cancelled when the client disconnects.</param>
    internal static bool Is(Exception exception, CancellationToken aborted) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && aborted.IsCancellationRequested);
}
