namespace Injector.Ambassador.Model;

/// <summary>What a probe asks of the application.</summary>
internal enum ProbeKind
{
    /// <summary>GET of one path, which the application answers.</summary>
    Http,

    /// <summary>Whether the application accepts connections: the ambassador tries every second, and answers 200 or 503.</summary>
    Tcp,

    /// <summary>The call <c>grpc.health.v1.Health/Check</c>, which the application answers.</summary>
    Grpc,
}
