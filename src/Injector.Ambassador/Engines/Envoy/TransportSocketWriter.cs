using System.Net;
using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes TLS: <c>UpstreamTlsContext</c> and <c>DownstreamTlsContext</c>.</summary>
internal static class TransportSocketWriter
{
    private const string Name = "envoy.transport_sockets.tls";
    private const string Package = "envoy.extensions.transport_sockets.tls.v3.";

    /// <summary>TLS towards servers. Authorities without names would take every certificate that they ever signed, so both are written.</summary>
    public static void WriteClient(Utf8JsonWriter json, ClientTls tls, TrafficProtocol protocol, EnvoySecrets secrets)
    {
        json.WriteStartExtension("transport_socket", Name, Package + "UpstreamTlsContext");
        if (tls.Sni is { } sni)
        {
            json.WriteString("sni", sni);
        }

        json.WriteStartObject("common_tls_context");
        WriteVersions(json);
        // For HTTP without a version Envoy offers both itself; for bytes there is nothing to offer.
        if (protocol is TrafficProtocol.Http2)
        {
            json.WriteStrings("alpn_protocols", "h2");
        }

        WriteCertificate(json, tls.CertificateFile, secrets);
        WriteValidation(json, tls, secrets);
        json.WriteEndObject();
        json.WriteEndExtension();
    }

    /// <summary>TLS that ends at a listener.</summary>
    public static void WriteServer(Utf8JsonWriter json, ServerTls tls, TrafficProtocol protocol, EnvoySecrets secrets)
    {
        json.WriteStartExtension("transport_socket", Name, Package + "DownstreamTlsContext");
        json.WriteStartObject("common_tls_context");
        WriteVersions(json);
        switch (protocol)
        {
            case TrafficProtocol.Http:
                json.WriteStrings("alpn_protocols", "h2", "http/1.1");
                break;
            case TrafficProtocol.Http2:
                json.WriteStrings("alpn_protocols", "h2");
                break;
        }

        WriteCertificate(json, tls.CertificateFile, secrets);
        if (tls.ClientCaFile is { } authority)
        {
            SecretWriter.WriteUse(json, "validation_context_sds_secret_config", secrets.Authority(authority));
        }

        json.WriteEndObject();
        json.WriteBoolean("require_client_certificate", tls.ClientCaFile is not null);
        json.WriteEndExtension();
    }

    private static void WriteVersions(Utf8JsonWriter json)
    {
        json.WriteStartObject("tls_params");
        json.WriteString("tls_minimum_protocol_version", "TLSv1_2");
        json.WriteString("tls_maximum_protocol_version", "TLSv1_3");
        json.WriteEndObject();
    }

    private static void WriteCertificate(Utf8JsonWriter json, string? chain, EnvoySecrets secrets)
    {
        if (chain is null)
        {
            return;
        }

        json.WriteStartArray("tls_certificate_sds_secret_configs");
        SecretWriter.WriteUse(json, null, secrets.Certificate(chain));
        json.WriteEndArray();
    }

    // The system's authorities come with the image and stay as they are. Of the two parts of a combined context Envoy makes one: names are checked
    // with whatever authorities there are.
    private static void WriteValidation(Utf8JsonWriter json, ClientTls tls, EnvoySecrets secrets)
    {
        if (tls.CaFile is not { } authority)
        {
            json.WriteStartObject("validation_context");
            json.WriteFile("trusted_ca", EnvoyNames.SystemAuthorities);
            WriteNames(json, tls);
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("combined_validation_context");
        json.WriteStartObject("default_validation_context");
        WriteNames(json, tls);
        json.WriteEndObject();
        SecretWriter.WriteUse(json, "validation_context_sds_secret_config", secrets.Authority(authority));
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, ClientTls tls)
    {
        json.WriteStartArray("match_typed_subject_alt_names");
        foreach (var name in tls.SubjectNames)
        {
            json.WriteStartObject();
            json.WriteString("san_type", IPAddress.TryParse(name, out _) ? "IP_ADDRESS" : "DNS");
            json.WriteStartObject("matcher");
            json.WriteString("exact", name);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
