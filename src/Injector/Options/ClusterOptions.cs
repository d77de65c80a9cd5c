using System.CommandLine;
using System.CommandLine.Parsing;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Connection.Kubeconfig;
using Injector.Server.Cluster;

namespace Injector.Options;

/// <summary>The options that select a cluster; spelled like those of <c>serve</c>.</summary>
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

    private readonly Option<string?> _as = new("--as") { HelpName = "USER", Description = "User to act as, such as system:serviceaccount:shop:deployer." };
    private readonly Option<string[]> _asGroup = new("--as-group") { HelpName = "GROUP", Description = "Group to act as, with --as; may be repeated." };
    private readonly Option<TimeSpan?> _timeout = DurationOption.Make("--request-timeout", "How long one request may take, such as 5s. Default 30s.");

    public void AddTo(Command command)
    {
        command.Options.Add(_as);
        command.Options.Add(_asGroup);
        command.Options.Add(_timeout);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_asGroup) is not null && result.GetResult(_as) is null)
            {
                result.AddError("--as-group needs --as: name the user, too.");
            }
        });
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Options.Add(_insecure);
    }

    /// <summary>Adds the options to a command that only uses a cluster when one is named.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isRequestedAnyway">Whether something else on the command line requires the cluster.</param>
    public void AddTo(Command command, Func<CommandResult, bool> isRequestedAnyway)
    {
        AddTo(command);
        command.Validators.Add(result =>
        {
            if (!isRequestedAnyway(result) && !IsNamed(result) && ((IEnumerable<Option>)[_as, _timeout, _insecure]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } idle)
            {
                result.AddError($"{idle.Name} has no effect without a cluster: name one with --context or --kubeconfig.");
            }
        });
    }

    /// <summary>Whether the command line names a cluster.</summary>
    public bool IsNamed(SymbolResult result) => result.GetResult(_kubeconfig) is not null || result.GetResult(_context) is not null;

    /// <summary>The user to impersonate, and the time limit of a request.</summary>
    public ApiRequests Requests(ParseResult arguments) => new()
    {
        User = arguments.GetValue(_as),
        Groups = [.. arguments.GetValue(_asGroup) ?? []],
        Limit = arguments.GetValue(_timeout) is { } limit && limit > TimeSpan.Zero ? limit : ApiRequests.Default.Limit,
    };

    /// <summary>The connection that the options select.</summary>
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
