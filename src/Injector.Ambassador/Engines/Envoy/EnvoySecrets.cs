using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>The distinct certificates and CAs of a model, by path. Each has its own file, because Envoy reads exactly one secret from a file.</summary>
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

    /// <summary>The secret with a CA.</summary>
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

/// <summary>A certificate or a CA that Envoy reloads when it changes.</summary>
/// <param name="Path">Path of the certificate chain or of the CA.</param>
/// <param name="KeyFile">Path of the certificate's key; <see langword="null"/> for a CA.</param>
/// <param name="File">Name of the file that describes it to Envoy.</param>
internal sealed record EnvoySecret(string Path, string? KeyFile, string File)
{
    /// <summary>
    /// Writes the file, an <c>envoy.service.discovery.v3.DiscoveryResponse</c> with one <c>Secret</c>: Envoy reads files named in its own configuration only
    /// once, and reloads only those from its secret discovery. The kubelet updates a volume by moving one link in its directory, so that is what Envoy watches.
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
