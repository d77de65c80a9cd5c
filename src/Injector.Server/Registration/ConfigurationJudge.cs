using Injector.Certificates;
using Injector.Kubernetes.Objects;
using Injector.Server.Tls;

namespace Injector.Server.Registration;

/// <summary>Holds one webhook configuration to the certificate that is served, as API servers will.</summary>
internal sealed class ConfigurationJudge(ServingCertificate serving)
{
    private (string Authorities, CertificatePair Pair, bool Trusts)? _last;

    internal ConfigurationVerdict Judge(WebhookConfigurationState? state)
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

    // The entries of a configuration nearly always name the same authorities, and a chain is dear to build.
    private bool Trusts(string authorities, CertificatePair pair)
    {
        if (_last is not { } last || last.Authorities != authorities || last.Pair != pair)
        {
            _last = last = (authorities, pair, pair.IsTrustedBy(authorities));
        }

        return last.Trusts;
    }
}
