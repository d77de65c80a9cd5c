using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Ambassador.Reading;

namespace Injector.Ambassador.Composition;

/// <summary>
/// Finds upstreams and inbound routes with <c>tls</c> whose protocol starts unencrypted and switches to TLS only after both sides agree (STARTTLS, PostgreSQL's
/// SSLRequest, MySQL's handshake): such servers do not understand TLS from the first byte.
/// </summary>
internal static class PlainStarts
{
    /// <summary>Ports from IANA and the servers' manuals, and common names of servers and upstreams.</summary>
    private static readonly ImmutableArray<(string Protocol, int[] Ports, string[] Names)> Protocols =
    [
        ("PostgreSQL", [5432, 5433, 5439, 6432, 26257],
            ["postgres", "postgresql", "pg", "pgbouncer", "pgpool", "pgsql", "pgtls", "psql", "timescaledb", "cockroachdb", "yugabytedb", "redshift"]),
        ("MySQL", [3306, 33060], ["mysql", "mariadb", "percona", "proxysql"]),
        ("SMTP", [25, 587, 2525], ["smtp"]),
        ("IMAP", [143], ["imap"]),
        ("POP3", [110], ["pop3"]),
        ("LDAP", [389], ["ldap", "openldap"]),
        ("XMPP", [5222, 5269], ["xmpp"]),
        ("FTP", [21], ["ftp"]),
        ("ManageSieve", [4190], []),
        ("NNTP", [119], []),
        ("NATS", [4222], ["nats"]),
        ("SQL Server", [1433], ["mssql", "sqlserver"]),
    ];

    /// <summary>
    /// Ports on which TLS starts immediately, whatever the server's name: HTTPS, submissions, NNTPS, LDAPS, FTPS, IMAPS, POP3S, XMPP, global catalogue.
    /// </summary>
    private static readonly int[] DirectPorts = [443, 465, 563, 636, 990, 993, 995, 3269, 5223];

    /// <summary>One sentence for each. These are guesses, and newer servers may accept TLS immediately, so nothing is rejected.</summary>
    public static ImmutableArray<string> Warnings(AmbassadorReading reading) =>
        [.. reading.Upstreams.Select(Warning).Concat(reading.Inbound.Select(Warning)).OfType<string>()];

    private static string? Warning(Upstream upstream)
    {
        var targets = upstream.Routes.SelectMany(route => route.Targets).Where(target => target.Address.Scheme.Name == "tls");
        foreach (var endpoint in targets.SelectMany(target => target.Address.Endpoints))
        {
            if (!DirectPorts.Contains(endpoint.Port) && ProtocolOf(endpoint.Port, endpoint.Host.Split('.')[0], upstream.Name) is { } protocol)
            {
                // The fix comes first because admission warnings are truncated.
                return $"upstream {upstream.Name}: write tcp://{Server(endpoint)} and let the client ask for TLS: {protocol} begins in plain, and tls speaks TLS from the first byte on, so servers will "
                    + "likely hang up; keep tls where the server is known to take TLS at once";
            }
        }

        return null;
    }

    private static string? Warning(InboundRoute route) =>
        route.Scheme.Name == "tls" && !DirectPorts.Contains(route.Port) && (ProtocolOf(route.AppPort) ?? ProtocolOf(route.Port)) is { } protocol
            ? FormattableString.Invariant($"inbound port {route.Port}: write tcp://localhost:{route.AppPort} and let the application end TLS: clients of {protocol} begin in plain, and tls expects TLS from the ")
                + "first byte on, so they will likely fail; keep tls where clients are known to speak TLS at once"
            : null;

    private static string? ProtocolOf(int port, params ReadOnlySpan<string> names)
    {
        foreach (var (protocol, ports, words) in Protocols)
        {
            if (ports.Contains(port))
            {
                return protocol;
            }

            foreach (var name in names)
            {
                if (HasWord(name, words))
                {
                    return protocol;
                }
            }
        }

        return null;
    }

    // A word of the name, ignoring a trailing number: orders-postgres, mysql-0, pg1.
    private static bool HasWord(string name, string[] words) =>
        name.Split('-').Any(part => words.Contains(part) || words.Contains(part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')));

    private static string Server(Endpoint endpoint) =>
        FormattableString.Invariant($"{(endpoint.Host.Contains(':') ? $"[{endpoint.Host}]" : endpoint.Host)}:{endpoint.Port}");
}
