using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// The certificates and authorities of a model, each once, by their paths. Each is told of in a file of its own, because Envoy takes one secret from
/// a file and no more.
/// </summary>
internal sealed class EnvoySecrets
{
    public EnvoySecrets(AmbassadorModel model) =>
        All =
        [
            .. Named(model)
                .Distinct()
                .OrderBy(secret => secret.Path, StringComparer.Ordinal)
                .ThenBy(secret => secret.KeyFile, StringComparer.Ordinal)
                .Select((secret, index) => new EnvoySecret(secret.Path, secret.KeyFile, string.Create(CultureInfo.InvariantCulture, $"{CompanionFile.Prefix}{index + 1}.json"))),
        ];

    /// <summary>All of them, by path in ordinal order.</summary>
    public ImmutableArray<EnvoySecret> All { get; }

    /// <summary>The secret with a certificate chain.</summary>
    public EnvoySecret Certificate(string path) => All.First(secret => secret.Path == path && secret.KeyFile is not null);

    /// <summary>The secret with an authority.</summary>
    public EnvoySecret Authority(string path) => All.First(secret => secret.Path == path && secret.KeyFile is null);

    private static IEnumerable<(string Path, string? KeyFile)> Named(AmbassadorModel model)
    {
        foreach (var tls in model.Listeners.Select(listener => listener.Tls).OfType<ServerTls>())
        {
            yield return (tls.CertificateFile, tls.KeyFile);
            if (tls.ClientCaFile is { } authority)
            {
                yield return (authority, null);
            }
        }

        foreach (var tls in model.Clusters.Select(cluster => cluster.Tls).OfType<ClientTls>())
        {
            if (tls is { CertificateFile: { } chain, KeyFile: { } key })
            {
                yield return (chain, key);
            }

            if (tls.CaFile is { } authority)
            {
                yield return (authority, null);
            }
        }
    }
}
