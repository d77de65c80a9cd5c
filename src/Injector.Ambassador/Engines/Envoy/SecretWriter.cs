using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes secrets in files: Envoy reads what its own configuration names once, and only what comes through its secret discovery again. The kubelet
/// exchanges what a volume holds by moving one link in its directory, so that is what Envoy watches.
/// </summary>
internal static class SecretWriter
{
    /// <summary>Writes the file: an <c>envoy.service.discovery.v3.DiscoveryResponse</c> with one <c>Secret</c>.</summary>
    public static void Write(Utf8JsonWriter json, EnvoySecret secret)
    {
        json.WriteStartObject();
        json.WriteStartArray("resources");
        json.WriteStartTyped(null, "envoy.extensions.transport_sockets.tls.v3.Secret");
        json.WriteString("name", secret.Path);
        if (secret.KeyFile is { } key)
        {
            json.WriteStartObject("tls_certificate");
            json.WriteFile("certificate_chain", secret.Path);
            json.WriteFile("private_key", key);
        }
        else
        {
            json.WriteStartObject("validation_context");
            json.WriteFile("trusted_ca", secret.Path);
        }

        json.WriteStartObject("watched_directory");
        json.WriteString("path", CredentialFile.Directory);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes an <c>SdsSecretConfig</c> that names the file, within an array or, with a property, within an object.</summary>
    public static void WriteUse(Utf8JsonWriter json, string? property, EnvoySecret secret)
    {
        json.WriteStart(property);
        json.WriteString("name", secret.Path);
        json.WriteStartObject("sds_config");
        json.WriteString("resource_api_version", "V3");
        json.WriteStartObject("path_config_source");
        json.WriteString("path", $"{CredentialFile.Directory}/{secret.File}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
