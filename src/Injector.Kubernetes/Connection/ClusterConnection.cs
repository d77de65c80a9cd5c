using k8s;

namespace Injector.Kubernetes.Connection;

/// <summary>The API server's address, the trusted authorities and our credentials.</summary>
public sealed class ClusterConnection
{
    internal ClusterConnection(Uri server, string origin, ServerTrust trust, IClusterCredentials credentials)
    {
        Server = server;
        Origin = origin;
        Trust = trust;
        Credentials = credentials;
        Configuration = new KubernetesClientConfiguration
        {
            Host = server.AbsoluteUri,
            TlsServerName = trust.ServerName,
            SkipTlsVerify = trust.TakesAny,
            TokenProvider = new BearerTokens(credentials),
            FirstMessageHandlerSetup = SetUp,
        };
    }

    /// <summary>Address of the API server; a path in it, as gateways have, is prepended to the path of every request.</summary>
    public Uri Server { get; }

    /// <summary>Source of the connection, for people: <c>the pod's service account</c>, or the context and the file.</summary>
    public string Origin { get; }

    /// <summary>The namespace of the pod or the context; <see langword="null"/> when none is stated.</summary>
    public string? Namespace
    {
        get => Configuration.Namespace;
        init => Configuration.Namespace = value;
    }

    /// <summary>
    /// The connection in the library's terms, without authorities and client certificates: the library reads them only once, while both may change between two
    /// connections (a renewed <c>ca.crt</c>, a plugin that returns a new certificate), so <see cref="ServerDialer"/> obtains them each time.
    /// </summary>
    internal KubernetesClientConfiguration Configuration { get; }

    internal ServerTrust Trust { get; }

    internal IClusterCredentials Credentials { get; }

    /// <summary>The library's own handler would follow redirects and use the proxies of the environment.</summary>
    private void SetUp(SocketsHttpHandler handler)
    {
        // A redirect would send the token to another server, and a proxy is not part of the requested connection.
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        handler.ConnectCallback = new ServerDialer(this).ConnectAsync;
    }
}
