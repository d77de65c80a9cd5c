using Injector.Server.Options;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting;

/// <summary>
/// Tracks the age of connections so that old ones are closed. API servers keep connections as long as they can, so a replica that is added later would
/// otherwise never receive a request.
/// </summary>
internal sealed class ConnectionAge(ServerOptions options, TimeProvider time)
{
    // Different for each connection, so that they do not all end at once.
    private readonly TimeSpan _youngest = options.ConnectionAge * 0.8;
    private readonly TimeSpan _spread = options.ConnectionAge * 0.4;

    /// <summary>Connection middleware that records when a connection began.</summary>
    internal ConnectionDelegate Note(ConnectionDelegate next) => connection =>
    {
        var end = time.GetTimestamp() + (long)((_youngest + (_spread * Random.Shared.NextDouble())).TotalSeconds * time.TimestampFrequency);
        connection.Features.Set(new PlannedEnd(end));
        return next(connection);
    };

    /// <summary>Whether the connection of a request has reached its max age.</summary>
    internal bool IsOver(HttpContext context) => context.Features.Get<PlannedEnd>() is { } planned && time.GetTimestamp() >= planned.Timestamp;

    private sealed record PlannedEnd(long Timestamp);
}
