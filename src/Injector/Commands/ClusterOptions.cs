using System.CommandLine;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Connection.Kubeconfig;
using Injector.Server.Cluster;

namespace Injector.Commands;

/// <summary>The options by which a command is told the cluster that it asks; spelt as those of <c>serve</c>.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "Kubeconfig of the cluster. Default: in a pod the pod's own cluster, else KUBECONFIG or ~/.kube/config.",
    };

    private readonly Option<string?> _context = new("--context") { HelpName = "NAME", Description = "Context of the kubeconfig. Default: its current one." };

    private readonly Option<bool> _insecure = new("--insecure-skip-tls-verify")
    {
        Description = "Obeys insecure-skip-tls-verify of a kubeconfig instead of refusing it.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Options.Add(_insecure);
    }

    /// <summary>The connection that the options mean.</summary>
    /// <exception cref="ClusterConnectionException">A file, a context or a field is missing or wrong.</exception>
    public ClusterConnection Connect(ParseResult arguments, Func<string, string?> variable, TimeProvider time)
    {
        var (file, context) = (arguments.GetValue(_kubeconfig), arguments.GetValue(_context));
        if (file is null && context is null && InCluster.IsHere(variable))
        {
            return InCluster.Connect(variable, time);
        }

        return KubeconfigConnection.Connect(new KubeconfigRequest
        {
            File = file,
            Context = context,
            AllowsUnverifiedServer = arguments.GetValue(_insecure),
            ReadYaml = KubeconfigYaml.Read,
            Variable = variable,
            Time = time,
        });
    }
}
