using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>
/// Writes the log settings for requests and connections: upstream and server, HAProxy's own code for how it ended (its manual, section 8.5), and the library's
/// reason for a failed connection or certificate check. Queries are not logged, because they may contain secrets. Frontends log and backends do not: HAProxy's
/// messages about servers go to its error output anyway.
/// </summary>
internal static class LogWriter
{
    private const string Reason = "error=%{+Q}[bc_err_str] tls=%{+Q}[ssl_bc_err_str]";

    /// <summary>Writes where the log goes, into the global section.</summary>
    public static void WriteTarget(ConfigurationText text, EngineSettings settings) =>
        text.Line($"log stdout format raw local0 {(settings.LogsEverything ? "info" : "notice")}");

    /// <summary>Writes what is logged, into the defaults.</summary>
    public static void WriteDefaults(ConfigurationText text, EngineSettings settings)
    {
        // Errors are logged at a higher level than successes, so that a higher threshold keeps only them.
        text.Line($"option log-separate-errors");
        text.Line($"option dontlognull");

        // Successful requests are left to the application to log.
        text.LineIf(!settings.LogsEverything, $"option dontlog-normal");
    }

    /// <summary>Writes the log settings of a frontend.</summary>
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
