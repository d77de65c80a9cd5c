using Injector.Server.Observability;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting;

/// <summary>
/// Whether the server is on its way out. Then, as on old connections, every answer asks the client to connect again, which leads it to another
/// replica.
/// </summary>
internal sealed class DrainState
{
    private readonly ConnectionAge _age;

    // Made once, so that a request costs no closure.
    private readonly Func<object, Task> _onStarting;
    private volatile bool _isDraining;

    internal DrainState(ConnectionAge age)
    {
        _age = age;
        _onStarting = OnStarting;
    }

    internal bool IsDraining => _isDraining;

    internal void Begin() => _isDraining = true;

    internal ReadinessCheck Check() => new("shutdown", !IsDraining, IsDraining ? "in progress" : "not asked for");

    /// <summary>Arranges that the answer to a request asks for a new connection, if by then the server is draining or the connection is old.</summary>
    internal void Watch(HttpContext context) => context.Response.OnStarting(_onStarting, context);

    private Task OnStarting(object state)
    {
        var context = (HttpContext)state;
        if (_isDraining || _age.IsOver(context))
        {
            RequestClose(context);
        }

        return Task.CompletedTask;
    }

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
