using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Health;

/// <summary>
/// Whether the server is on its way out. Then, as on old connections, every answer asks the client to connect anew, which leads it to another
/// replica.
/// </summary>
internal sealed class DrainState(ConnectionAge age)
{
    private volatile bool _isDraining;

    internal bool IsDraining => _isDraining;

    internal void Begin() => _isDraining = true;

    /// <summary>Arranges that the answer to a request asks for a new connection, if by then the server is draining or the connection is old.</summary>
    internal void Watch(HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            var (drain, context) = ((DrainState, HttpContext))state;
            if (drain.IsDraining || drain.IsOld(context))
            {
                RequestClose(context);
            }

            return Task.CompletedTask;
        },
        (this, context));

    private bool IsOld(HttpContext context) => age.IsOver(context);

    private static void RequestClose(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            // HTTP/2 knows no Connection header; a GOAWAY frame says the same.
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
