using System.CommandLine;
using Injector.Checks.Facts;
using Injector.Core.Snapshots;
using Injector.Kubernetes.Connection;

namespace Injector.Commands;

/// <summary>The options that say what <c>check</c> looks at.</summary>
internal sealed class CheckOptions
{
    private static readonly CheckScope Defaults = new();

    private readonly Option<string?> _namespace = new("--namespace", "-n") { HelpName = "NS", Description = "Looks at the workloads of this namespace alone. Default: of all." };
    private readonly Option<string> _configuration = Text("--configuration", "NAME", "Name of the webhook configurations.", Defaults.Configuration);
    private readonly Option<string> _ownNamespace = Text("--own-namespace", "NS", "Namespace of Injector, where the webhook configuration names none.", Defaults.OwnNamespace);
    private readonly Option<string> _secret = Text("--certificate-secret", "NAME", "Secret that holds the serving certificate.", Defaults.CertificateSecret);
    private readonly Option<string?> _trialNamespace = new("--trial-namespace") { HelpName = "NS", Description = "Where a pod is created for trial, as a dry run. Default: --namespace, else one that is served." };
    private readonly Option<string> _trialProfile = Text("--trial-profile", "NAME", "The profile that this pod asks for.", Defaults.TrialProfile);
    private readonly Option<string> _prefix = Text("--annotation-prefix", "PREFIX", "Prefix of annotations and labels.", AnnotationKeys.Default.Prefix);

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_namespace, _configuration, _ownNamespace, _secret, _trialNamespace, _trialProfile, _prefix])
        {
            command.Options.Add(option);
        }
    }

    public CheckScope Read(ParseResult arguments, Func<string, string?> variable) => new()
    {
        IsInCluster = InCluster.IsHere(variable),
        Namespace = arguments.GetValue(_namespace),
        Configuration = arguments.GetValue(_configuration)!,
        OwnNamespace = arguments.GetValue(_ownNamespace)!,
        CertificateSecret = arguments.GetValue(_secret)!,
        TrialNamespace = arguments.GetValue(_trialNamespace),
        TrialProfile = arguments.GetValue(_trialProfile)!,
        Keys = new AnnotationKeys(arguments.GetValue(_prefix)!),
    };

    private static Option<string> Text(string name, string helpName, string description, string otherwise) =>
        new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => otherwise };
}
