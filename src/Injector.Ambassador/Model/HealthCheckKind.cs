namespace Injector.Ambassador.Model;

/// <summary>The languages of health checks.</summary>
internal enum HealthCheckKind
{
    /// <summary>A connection is enough.</summary>
    Tcp,

    /// <summary>GET of a path.</summary>
    Http,

    /// <summary>The service <c>grpc.health.v1.Health</c>.</summary>
    Grpc,
}
