namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>
/// The connection that a context of kubeconfig files describes, for use outside a cluster. It replaces the library's <c>BuildConfigFromConfigFile</c>, which
/// drops fields that it does not know (<c>tokenFile</c>, <c>proxy-url</c>), silently obeys <c>insecure-skip-tls-verify</c> and names neither file nor field in
/// an error; the tests list every difference.
/// </summary>
public static class KubeconfigConnection
{
    /// <summary>Reads the files and the context.</summary>
    /// <param name="request">The file, the context and the dependencies.</param>
    /// <exception cref="ClusterConnectionException">A file, a context or a field is missing or wrong; the message names it.</exception>
    public static ClusterConnection Connect(KubeconfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var files = MergedKubeconfig.Read(KubeconfigPaths.Of(request), request.ReadYaml);
        var context = files.Context(request.Context);
        var cluster = new KubeconfigCluster(files.Of(context, "cluster"), request);
        var server = cluster.Server();
        var trust = cluster.Trust();
        var user = context.Text("user") is null ? null : files.Of(context, "user");
        return new ClusterConnection(server, context.Place, trust, KubeconfigUser.Read(user, cluster, request))
        {
            Namespace = context.Text("namespace"),
        };
    }
}
