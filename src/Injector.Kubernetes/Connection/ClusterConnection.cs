using k8s;

namespace Injector.Kubernetes.Connection;

/// <summary>Where the API server is, whom to trust there and who we are.</summary>
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

    /// <summary>Address of the API server; a path in it, as gateways have, is kept ahead of every request's own.</summary>
    public Uri Server { get; }

    /// <summary>Where this was read from, for people: <c>the pod's service account</c>, or the context and the file.</summary>
    public string Origin { get; }

    /// <summary>The namespace that the pod or the context stands in; <see langword="null"/> when none is stated.</summary>
    public string? Namespace
    {
        get => Configuration.Namespace;
        init => Configuration.Namespace = value;
    }

    /// <summary>
    /// The connection in the library's terms. Authorities and client certificates are not in it: there they are read once, and both may change between
    /// two connections (a renewed <c>ca.crt</c>, a plugin that gives a new certificate), so <see cref="ServerDialer"/> asks for them each time.
    /// </summary>
    internal KubernetesClientConfiguration Configuration { get; }

    internal ServerTrust Trust { get; }

    internal IClusterCredentials Credentials { get; }

    /// <summary>The library's own handler follows redirects and uses the proxies of the environment.</summary>
    private void SetUp(SocketsHttpHandler handler)
    {
        // A redirect would carry the token to another server, a proxy is not part of the connection that was asked for.
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        handler.ConnectCallback = new ServerDialer(this).ConnectAsync;
    }
}
