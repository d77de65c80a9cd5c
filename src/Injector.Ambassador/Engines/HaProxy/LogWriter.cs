using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>
/// Writes what is logged of requests and connections: upstream and server, HAProxy's own code for how it ended (its manual, section 8.5), and what the
/// library says that found a connection or a certificate wrong. No query, for it may hold secrets. Frontends log and backends do not: what HAProxy says of
/// servers goes to its error output anyway.
/// </summary>
internal static class LogWriter
{
    private const string Reason = "error=%{+Q}[bc_err_str] tls=%{+Q}[ssl_bc_err_str]";

    /// <summary>Writes where the log goes, into the global section.</summary>
    public static void WriteTarget(ConfigurationText text, EngineSettings settings) =>
        text.Line($"log stdout format raw local0 {(settings.LogsEverything ? "info" : "notice")}");

    /// <summary>Writes which of them are logged, into the defaults.</summary>
    public static void WriteDefaults(ConfigurationText text, EngineSettings settings)
    {
        // Errors are of a higher level than what went well, so that the level above keeps them.
        text.Line($"option log-separate-errors");
        text.Line($"option dontlognull");

        // Requests that went well are the application's to log.
        text.LineIf(!settings.LogsEverything, $"option dontlog-normal");
    }

    /// <summary>Writes what a frontend logs.</summary>
    public static void Write(ConfigurationText text, bool isHttp, bool isTls)
    {
        text.Line($"log global");
        if (isHttp)
        {
            text.Line($"log-format \"%f %b/%s status=%ST state=%tsc %HM %HPO client=%ci:%cp ms=%Ta tries=%rc {Reason}\"");
        }
        else
        {
            text.Line($"log-format \"%f %b/%s state=%tsc client=%ci:%cp ms=%Tt bytes=%B tries=%rc {Reason}\"");
        }

        text.LineIf(isTls, $"error-log-format \"%f client=%ci:%cp {"error=%{+Q}[fc_err_str] tls=%{+Q}[ssl_fc_err_str]"}\"");
    }
}
