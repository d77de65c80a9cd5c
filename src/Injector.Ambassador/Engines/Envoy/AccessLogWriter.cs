using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes what is logged of requests and of connections that carry bytes: the upstream, the server, and why it ended as it did. A client of an HTTP port whose TLS
/// fails has made no request, so nothing is logged of it.
/// </summary>
internal static class AccessLogWriter
{
    private const int LeastLoggedStatus = 500;

    private const string Reason =
        "client=%DOWNSTREAM_DIRECT_REMOTE_ADDRESS% ms=%DURATION% tries=%UPSTREAM_REQUEST_ATTEMPT_COUNT% error=\"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" tls=\"%DOWNSTREAM_TRANSPORT_FAILURE_REASON%\"";

    private const string Request =
        "%UPSTREAM_CLUSTER%/%UPSTREAM_HOST% status=%RESPONSE_CODE% state=%RESPONSE_FLAGS%,%RESPONSE_CODE_DETAILS% %REQ(:METHOD)% %REQ(:PATH)% " + Reason + "\n";

    private const string Connection = "%UPSTREAM_CLUSTER%/%UPSTREAM_HOST% state=%RESPONSE_FLAGS%,%CONNECTION_TERMINATION_DETAILS% bytes=%BYTES_SENT% " + Reason + "\n";

    /// <summary>Writes the log of requests, into their connection manager: those that Envoy could not serve, and those that the server answered with 5xx.</summary>
    public static void WriteRequests(Utf8JsonWriter json, EngineSettings settings)
    {
        Write(json, Request, settings.LogsEverything ? null : () =>
        {
            json.WriteStartObject("or_filter");
            json.WriteStartArray("filters");
            json.WriteStartObject();
            json.WriteStartObject("status_code_filter");
            json.WriteStartObject("comparison");
            json.WriteString("op", "GE");
            json.WriteStartObject("value");
            json.WriteNumber("default_value", LeastLoggedStatus);
            json.WriteString("runtime_key", "access_log.least_status");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            WriteFlags(json);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Writes the log of connections that carry bytes, into their proxy: those to which something happened.</summary>
    public static void WriteConnections(Utf8JsonWriter json, EngineSettings settings) =>
        Write(json, Connection, settings.LogsEverything ? null : () => WriteAnyFlag(json));

    // Without names every flag counts.
    private static void WriteFlags(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteAnyFlag(json);
        json.WriteEndObject();
    }

    private static void WriteAnyFlag(Utf8JsonWriter json)
    {
        json.WriteStartObject("response_flag_filter");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string format, Action? filter)
    {
        json.WriteStartArray("access_log");
        json.WriteStartObject();
        json.WriteString("name", "envoy.access_loggers.stdout");
        if (filter is not null)
        {
            json.WriteStartObject("filter");
            filter();
            json.WriteEndObject();
        }

        json.WriteStartTyped("typed_config", "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog");
        json.WriteStartObject("log_format");
        json.WriteStartObject("text_format_source");
        json.WriteString("inline_string", format);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
