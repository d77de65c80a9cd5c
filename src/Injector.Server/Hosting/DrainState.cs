using Injector.Server.Observability;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting;

/// <summary>Whether the server is shutting down. If so, as on old connections, every response asks the client to reconnect, which leads it to another replica.</summary>
internal sealed class DrainState
{
    private readonly ConnectionAge _age;

    // Created once, so that no request allocates a closure.
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

    /// <summary>Makes the response to a request ask for a new connection if the server is draining or the connection is old by then.</summary>
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
            // HTTP/2 has no Connection header; a GOAWAY frame does the same.
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
