using System.CommandLine;
using Injector.Diagnostics.Facts;

namespace Injector.Options;

/// <summary>The options that say what <c>check</c> looks at.</summary>
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
