using System.Net;
using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes TLS: <c>UpstreamTlsContext</c> and <c>DownstreamTlsContext</c>.</summary>
internal static class TransportSocketWriter
{
    private const string Member = "transport_socket";
    private const string Name = "envoy.transport_sockets.tls";
    private const string Package = "envoy.extensions.transport_sockets.tls.v3.";

    /// <summary>TLS towards servers. A CA without names would accept every certificate that it ever signed, so both are written.</summary>
    public static void WriteClient(Utf8JsonWriter json, ClientTls tls, TrafficProtocol protocol, EnvoySecrets secrets)
    {
        using var socket = json.OpenExtension(Member, Name, Package + "UpstreamTlsContext");
        json.Set("sni", tls.Sni);
        using var context = json.Open("common_tls_context");
        WriteVersions(json);

        // For HTTP without a fixed version Envoy offers both itself; for bytes there is nothing to offer.
        if (protocol is TrafficProtocol.Http2)
        {
            json.Texts("alpn_protocols", "h2");
        }

        WriteCertificate(json, tls.CertificateFile, secrets);
        WriteValidation(json, tls, secrets);
    }

    /// <summary>TLS that ends at a listener.</summary>
    public static void WriteServer(Utf8JsonWriter json, ServerTls tls, TrafficProtocol protocol, EnvoySecrets secrets)
    {
        using var socket = json.OpenExtension(Member, Name, Package + "DownstreamTlsContext");
        using (json.Open("common_tls_context"))
        {
            WriteVersions(json);
            switch (protocol)
            {
                case TrafficProtocol.Http:
                    json.Texts("alpn_protocols", "h2", "http/1.1");
                    break;
                case TrafficProtocol.Http2:
                    json.Texts("alpn_protocols", "h2");
                    break;
            }

            WriteCertificate(json, tls.CertificateFile, secrets);
            if (tls.ClientCaFile is { } authority)
            {
                WriteAuthority(json, authority, secrets);
            }
        }

        json.Set("require_client_certificate", tls.ClientCaFile is not null);
    }

    private static void WriteVersions(Utf8JsonWriter json) =>
        json.Object("tls_params", ("tls_minimum_protocol_version", "TLSv1_2"), ("tls_maximum_protocol_version", "TLSv1_3"));

    private static void WriteCertificate(Utf8JsonWriter json, string? chain, EnvoySecrets secrets)
    {
        if (chain is not null)
        {
            using var configs = json.Open("tls_certificate_sds_secret_configs[]");
            WriteSecret(json, secrets.Certificate(chain));
        }
    }

    private static void WriteAuthority(Utf8JsonWriter json, string authority, EnvoySecrets secrets)
    {
        using var config = json.Open("validation_context_sds_secret_config");
        WriteSecret(json, secrets.Authority(authority));
    }

    /// <summary>Writes the source of a secret in an <c>SdsSecretConfig</c>: the file that describes it.</summary>
    private static void WriteSecret(Utf8JsonWriter json, EnvoySecret secret)
    {
        json.Set("name", secret.Path);
        using var config = json.Open("sds_config");
        json.Set("resource_api_version", "V3");
        json.Object("path_config_source", ("path", $"{CredentialFile.Directory}/{secret.File}"));
    }

    // The system's CAs come with the image and never change. Envoy merges the two parts of a combined context: names are checked whichever CAs are used.
    private static void WriteValidation(Utf8JsonWriter json, ClientTls tls, EnvoySecrets secrets)
    {
        if (tls.CaFile is not { } authority)
        {
            using var context = json.Open("validation_context");
            json.Object("trusted_ca", ("filename", EnvoyNames.SystemAuthorities));
            WriteNames(json, tls);
            return;
        }

        using var combined = json.Open("combined_validation_context");
        using (json.Open("default_validation_context"))
        {
            WriteNames(json, tls);
        }

        WriteAuthority(json, authority, secrets);
    }

    private static void WriteNames(Utf8JsonWriter json, ClientTls tls)
    {
        using var names = json.OpenArray("match_typed_subject_alt_names");
        foreach (var name in tls.SubjectNames)
        {
            using var one = json.OpenItem();
            json.Set("san_type", IPAddress.TryParse(name, out _) ? "IP_ADDRESS" : "DNS");
            json.Object("matcher", ("exact", name));
        }
    }
}
