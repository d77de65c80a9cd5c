using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
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

/// <summary>A certificate or an authority that Envoy reads again when it changes.</summary>
/// <param name="Path">Path of the certificate chain or of the authority.</param>
/// <param name="KeyFile">Path of the certificate's key; <see langword="null"/> for an authority.</param>
/// <param name="File">Name of the file that tells Envoy of it.</param>
internal sealed record EnvoySecret(string Path, string? KeyFile, string File)
{
    /// <summary>
    /// Writes the file, an <c>envoy.service.discovery.v3.DiscoveryResponse</c> with one <c>Secret</c>: Envoy reads what its own configuration names once, and only
    /// what comes through its secret discovery again. The kubelet exchanges what a volume holds by moving one link in its directory, so that is what Envoy watches.
    /// </summary>
    public void Write(Utf8JsonWriter json)
    {
        using var resources = json.OpenItem().Array("resources");
        using var secret = json.OpenItemOfType("envoy.extensions.transport_sockets.tls.v3.Secret");
        json.Set("name", Path);
        using var content = json.Open(KeyFile is null ? "validation_context" : "tls_certificate");
        if (KeyFile is { } key)
        {
            json.Object("certificate_chain", ("filename", Path));
            json.Object("private_key", ("filename", key));
        }
        else
        {
            json.Object("trusted_ca", ("filename", Path));
        }

        json.Object("watched_directory", ("path", CredentialFile.Directory));
    }
}
