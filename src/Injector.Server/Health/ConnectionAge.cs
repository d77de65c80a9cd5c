using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Health;

/// <summary>
/// Remembers when a connection began and asks old ones to end. API servers keep connections for as long as they can, so a replica that is added
/// later would never see a request.
/// </summary>
internal sealed class ConnectionAge(TimeProvider time)
{
    /// <summary>
    /// 4 to 6 minutes, different for each connection so that they do not all end at once. A handshake every five minutes costs nothing.
    /// </summary>
    internal static readonly TimeSpan Youngest = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(2);

    /// <summary>Notes the beginning of a connection; a connection middleware.</summary>
    internal ConnectionDelegate Note(ConnectionDelegate next) => connection =>
    {
        var end = time.GetTimestamp() + (long)((Youngest + (Spread * Random.Shared.NextDouble())).TotalSeconds * time.TimestampFrequency);
        connection.Features.Set(new PlannedEnd(end));
        return next(connection);
    };

    /// <summary>Whether the connection of a request has lived long enough.</summary>
    internal bool IsOver(HttpContext context) => context.Features.Get<PlannedEnd>() is { } planned && time.GetTimestamp() >= planned.Timestamp;

    private sealed record PlannedEnd(long Timestamp);
}
