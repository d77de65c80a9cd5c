using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the log settings for requests and for connections that carry bytes: the upstream, the server, and why it ended as it did. A client of an HTTP port
/// whose TLS handshake fails makes no request, so nothing is logged for it.
/// </summary>
internal static class AccessLogWriter
{
    private const int LeastLoggedStatus = 500;

    private const string Reason =
        "client=%DOWNSTREAM_DIRECT_REMOTE_ADDRESS% ms=%DURATION% tries=%UPSTREAM_REQUEST_ATTEMPT_COUNT% error=\"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" tls=\"%DOWNSTREAM_TRANSPORT_FAILURE_REASON%\"";

    private const string Request =
        "%UPSTREAM_CLUSTER%/%UPSTREAM_HOST% status=%RESPONSE_CODE% state=%RESPONSE_FLAGS%,%RESPONSE_CODE_DETAILS% %REQ(:METHOD)% %REQ(:PATH)% " + Reason + "\n";

    private const string Connection = "%UPSTREAM_CLUSTER%/%UPSTREAM_HOST% state=%RESPONSE_FLAGS%,%CONNECTION_TERMINATION_DETAILS% bytes=%BYTES_SENT% " + Reason + "\n";

    /// <summary>
    /// Writes the log of requests into their connection manager: those that Envoy could not serve, and those that the server answered with 5xx.
    /// </summary>
    public static void WriteRequests(Utf8JsonWriter json, EngineSettings settings)
    {
        using var log = OpenLog(json);
        if (!settings.LogsEverything)
        {
            WriteFailures(json);
        }

        WriteFormat(json, Request);
    }

    /// <summary>Writes the log of connections that carry bytes into their proxy: those with any response flag.</summary>
    public static void WriteConnections(Utf8JsonWriter json, EngineSettings settings)
    {
        using var log = OpenLog(json);
        if (!settings.LogsEverything)
        {
            using var filter = json.Open("filter");
            WriteAnyFlag(json);
        }

        WriteFormat(json, Connection);
    }

    private static void WriteFailures(Utf8JsonWriter json)
    {
        using var filters = json.Open("filter", "or_filter").Array("filters");
        using (json.OpenItem())
        using (json.Open("status_code_filter", "comparison"))
        {
            json.Set("op", "GE");
            json.Object("value", ("default_value", LeastLoggedStatus), ("runtime_key", "access_log.least_status"));
        }

        using (json.OpenItem())
        {
            WriteAnyFlag(json);
        }
    }

    // Without a list of flags, any flag matches.
    private static void WriteAnyFlag(Utf8JsonWriter json) => json.Object("response_flag_filter");

    private static EnvoyJson.Opened OpenLog(Utf8JsonWriter json)
    {
        var log = json.Open("access_log[]");
        json.Set("name", "envoy.access_loggers.stdout");
        return log;
    }

    private static void WriteFormat(Utf8JsonWriter json, string format)
    {
        using var config = json.OpenTyped("typed_config", "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog");
        using var text = json.Open("log_format");
        json.Object("text_format_source", ("inline_string", format));
    }
}
