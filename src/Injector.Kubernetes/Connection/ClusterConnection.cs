using Injector.Kubernetes.Connection.Credentials;
using Injector.Kubernetes.Connection.Tls;

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
    }

    /// <summary>Address of the API server; a path in it, as gateways have, is kept ahead of every request's own.</summary>
    public Uri Server { get; }

    /// <summary>Where this was read from, for people: <c>the pod's service account</c>, or the context and the file.</summary>
    public string Origin { get; }

    /// <summary>The namespace that the pod or the context stands in; <see langword="null"/> when none is stated.</summary>
    public string? Namespace { get; init; }

    internal ServerTrust Trust { get; }

    internal IClusterCredentials Credentials { get; }
}
