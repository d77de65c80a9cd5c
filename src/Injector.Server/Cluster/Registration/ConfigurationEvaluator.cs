using Injector.Certificates;
using Injector.Kubernetes.Objects;
using Injector.Server.Certificates;

namespace Injector.Server.Cluster.Registration;

/// <summary>Checks one webhook configuration against the served certificate, as API servers will.</summary>
internal sealed class ConfigurationEvaluator(ServingCertificate serving)
{
    private (string Authorities, CertificatePair Pair, bool Trusts)? _last;

    internal ConfigurationVerdict Evaluate(WebhookConfigurationState? state)
    {
        if (state is null || state.Entries.IsEmpty)
        {
            return default;
        }

        var pair = serving.Pair;
        return new ConfigurationVerdict(
            true,
            !serving.IsProvisional && state.Entries.All(entry => entry.Host.Length > 0 && pair.Leaf.MatchesHostname(entry.Host, allowCommonName: false)),
            !serving.IsProvisional && state.Entries.All(entry => Trusts(entry.Authorities, pair)),
            state.Entries.All(static entry => entry.HasRules));
    }

    // The entries of a configuration nearly always name the same authorities, and building a chain is expensive.
    private bool Trusts(string authorities, CertificatePair pair)
    {
        if (_last is not { } last || last.Authorities != authorities || last.Pair != pair)
        {
            _last = last = (authorities, pair, pair.IsTrustedBy(authorities));
        }

        return last.Trusts;
    }
}

/// <summary>How a webhook configuration relates to this server.</summary>
/// <param name="IsPresent">Whether it exists and has entries.</param>
/// <param name="NamesUs">Whether every entry calls a name that the serving certificate covers.</param>
/// <param name="TrustsUs">Whether every entry names an authority of the serving certificate, or none where the system's authorities apply.</param>
/// <param name="CallsUs">Whether every entry has rules; one without is never called.</param>
internal readonly record struct ConfigurationVerdict(bool IsPresent, bool NamesUs, bool TrustsUs, bool CallsUs)
{
    /// <summary>Whether API servers call this server through it and accept its responses.</summary>
    internal bool IsWhole => this is { IsPresent: true, NamesUs: true, TrustsUs: true, CallsUs: true };
}
