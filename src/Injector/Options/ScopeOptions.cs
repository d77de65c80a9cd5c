using System.CommandLine;
using Injector.Diagnostics.Facts;
using Injector.Kubernetes.Connection;

namespace Injector.Options;

/// <summary>The options that select the part of a cluster to examine, and Injector's installation in it.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<string?> _namespace = new("--namespace", "-n") { HelpName = "NS", Description = "Looks at the workloads of this namespace alone. Default: of all." };
    private readonly Option<bool> _allNamespaces = new("--all-namespaces", "-A") { Description = "Looks at the workloads of all namespaces, as it does anyway without --namespace." };
    private readonly Option<string> _selector = Text("--selector", "SELECTOR", "Looks only at workloads and pods with such labels, such as app=web.", "");
    private readonly InstallationOptions _installation = new();

    /// <summary>Creates an optional text option.</summary>
    public static Option<string> Text(string name, string helpName, string description, string otherwise) =>
        new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => otherwise };

    public void AddTo(Command command)
    {
        _selector.Aliases.Add("-l");
        command.Validators.Add(result =>
        {
            if (result.GetValue(_allNamespaces) && result.GetResult(_namespace) is { Implicit: false })
            {
                result.AddError("--all-namespaces and --namespace exclude each other.");
            }
        });
        foreach (var option in (ReadOnlySpan<Option>)[_namespace, _allNamespaces, _selector])
        {
            command.Options.Add(option);
        }

        _installation.AddTo(command);
    }

    public CheckScope Read(ParseResult arguments, Func<string, string?> variable) => _installation.Read(arguments) with
    {
        IsInCluster = InCluster.IsHere(variable),
        Namespace = arguments.GetValue(_namespace),
        Selector = arguments.GetValue(_selector)!.Trim(),
    };
}

/// <summary>The options that describe how Injector was installed in a cluster, the same in every command that examines one.</summary>
internal sealed class InstallationOptions
{
    private static readonly CheckScope Defaults = new();

    private readonly Option<string> _configuration = ScopeOptions.Text("--configuration", "NAME", "Name of the webhook configurations.", Defaults.Configuration);
    private readonly Option<string> _ownNamespace =
        ScopeOptions.Text("--own-namespace", "NS", "Namespace of Injector, where the webhook configuration names none.", Defaults.OwnNamespace);

    private readonly Option<string> _prefix =
        ScopeOptions.Text("--annotation-prefix", "PREFIX", "Prefix of annotations and labels, where the webhook's own configuration cannot be read.", Defaults.Keys.Prefix);

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_configuration, _ownNamespace, _prefix])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The scope from the options; everything else keeps its default.</summary>
    public CheckScope Read(ParseResult arguments) => Defaults with
    {
        Configuration = arguments.GetValue(_configuration)!,
        OwnNamespace = arguments.GetValue(_ownNamespace)!,
        Keys = new(arguments.GetValue(_prefix)!),
        IsPrefixGiven = arguments.GetResult(_prefix) is { Implicit: false },
    };
}

/// <summary>The options that select what <c>check</c> examines.</summary>
internal sealed class CheckOptions
{
    private static readonly CheckScope Defaults = new();

    private readonly ScopeOptions _scope = new();
    private readonly Option<string> _secret = ScopeOptions.Text("--certificate-secret", "NAME", "Secret that holds the serving certificate.", Defaults.CertificateSecret);
    private readonly Option<string?> _trialNamespace = new("--trial-namespace") { HelpName = "NS", Description = "Where a pod is created for trial, as a dry run. Default: --namespace, else one that is served." };
    private readonly Option<string> _trialProfile = ScopeOptions.Text("--trial-profile", "NAME", "The profile that this pod asks for.", Defaults.TrialProfile);

    public void AddTo(Command command)
    {
        _scope.AddTo(command);
        foreach (var option in (ReadOnlySpan<Option>)[_secret, _trialNamespace, _trialProfile])
        {
            command.Options.Add(option);
        }
    }

    public CheckScope Read(ParseResult arguments, Func<string, string?> variable) => _scope.Read(arguments, variable) with
    {
        CertificateSecret = arguments.GetValue(_secret)!,
        TrialNamespace = arguments.GetValue(_trialNamespace),
        TrialProfile = arguments.GetValue(_trialProfile)!,
    };
}
