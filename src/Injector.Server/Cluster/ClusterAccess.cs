using Injector.Grammar.Messages;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Connection.Kubeconfig;
using Injector.Server.Options;

namespace Injector.Server.Cluster;

/// <summary>The cluster that the server watches.</summary>
/// <param name="Connection">The connection to it.</param>
/// <param name="OwnNamespace">The namespace that this process runs in; <see langword="null"/> outside the cluster.</param>
internal sealed record ClusterAccess(ClusterConnection Connection, string? OwnNamespace)
{
    /// <summary>The cluster that the options name, otherwise the one that this pod runs in, otherwise none. A namespaces file replaces a cluster.</summary>
    /// <exception cref="StartupException">A cluster is configured but cannot be connected to.</exception>
    internal static ClusterAccess? Find(ServerOptions options, Func<string, string?> variable, TimeProvider time)
    {
        try
        {
            if (options.Kubeconfig is not null || options.Context is not null)
            {
                return new ClusterAccess(KubeconfigConnection.Connect(Request(options, variable, time)), null);
            }

            return options.NamespacesFile is null && InCluster.IsHere(variable) ? OfPod(InCluster.Connect(variable, time)) : null;
        }
        catch (ClusterConnectionException exception)
        {
            throw new StartupException(DisplayText.Page(exception.Message), exception);
        }
    }

    private static ClusterAccess OfPod(ClusterConnection connection) => new(connection, connection.Namespace);

    private static KubeconfigRequest Request(ServerOptions options, Func<string, string?> variable, TimeProvider time) => new()
    {
        File = options.Kubeconfig,
        Context = options.Context,
        AllowsUnverifiedServer = options.InsecureSkipTlsVerify,
        ReadYaml = KubeconfigYaml.Read,
        Variable = variable,
        Time = time,
    };
}
