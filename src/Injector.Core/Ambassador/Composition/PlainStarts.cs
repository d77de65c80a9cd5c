using System.Collections.Immutable;
using Injector.Core.Ambassador.Upstreams;

namespace Injector.Core.Ambassador.Composition;

/// <summary>
/// Finds upstreams by <c>tls</c> whose servers begin in plain and speak TLS only once both sides have agreed on it (STARTTLS, PostgreSQL's SSLRequest,
/// MySQL's handshake): TLS from the first byte on is not understood by them.
/// </summary>
internal static class PlainStarts
{
    /// <summary>Ports as IANA has them, and names that servers and upstreams are given.</summary>
    private static readonly ImmutableArray<(string Protocol, int[] Ports, string[] Words)> Protocols =
    [
        ("PostgreSQL", [5432, 6432], ["postgres", "postgresql", "pg", "pgbouncer", "pgsql", "pgtls", "psql", "timescaledb"]),
        ("MySQL", [3306], ["mysql", "mariadb", "percona"]),
        ("SMTP", [25, 587], ["smtp"]),
        ("IMAP", [143], []),
        ("POP3", [110], []),
        ("LDAP", [389], []),
        ("XMPP", [5222, 5269], []),
        ("FTP", [21], []),
        ("SQL Server", [1433], ["mssql", "sqlserver"]),
    ];

    /// <summary>One sentence for each such upstream. Only what can be guessed: newer servers may take TLS at once, so nothing is refused.</summary>
    public static ImmutableArray<string> Warnings(AmbassadorReading reading)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        foreach (var upstream in reading.Upstreams.Where(upstream => upstream.Scheme is { Name: "tls" }))
        {
            if (Protocols.FirstOrDefault(protocol => Speaks(upstream, protocol)).Protocol is { } name)
            {
                warnings.Add($"upstream {upstream.Name}: tls speaks TLS from the first byte on, and {name} begins in plain, so servers will likely hang up; write tcp://{Server(upstream)} and "
                    + "have the application's own client ask for TLS, or keep tls where the server is known to take TLS at once");
            }
        }

        return warnings.ToImmutable();
    }

    private static bool Speaks(Upstream upstream, (string Protocol, int[] Ports, string[] Words) protocol) =>
        upstream.Routes.SelectMany(route => route.Targets).SelectMany(target => target.Address.Endpoints)
            .Any(endpoint => protocol.Ports.Contains(endpoint.Port) || Names(endpoint.Host.Split('.')[0], protocol.Words))
        || Names(upstream.Name, protocol.Words);

    // A word of the name, a number behind it aside: orders-postgres, mysql-0, pg1.
    private static bool Names(string name, string[] words) =>
        name.Split('-').Any(part => words.Contains(part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')));

    private static string Server(Upstream upstream)
    {
        var first = upstream.Routes[0].Targets[0].Address.Endpoints[0];
        return FormattableString.Invariant($"{(first.Host.Contains(':') ? $"[{first.Host}]" : first.Host)}:{first.Port}");
    }
}
