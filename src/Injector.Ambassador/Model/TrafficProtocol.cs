namespace Injector.Ambassador.Model;

/// <summary>What is spoken on a connection, below TLS if there is any.</summary>
internal enum TrafficProtocol
{
    /// <summary>HTTP/1.1; HTTP/2 too where both sides agree: by ALPN on TLS, by prior knowledge on a plain listener.</summary>
    Http,

    /// <summary>HTTP/2 only: by prior knowledge, or by ALPN on TLS. gRPC travels on it.</summary>
    Http2,

    /// <summary>Bytes.</summary>
    Tcp,
}
