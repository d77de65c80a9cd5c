using System.Globalization;
using System.Text;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>The words of a <c>server</c> line that all servers of a cluster share, with a leading space.</summary>
internal sealed class ServerText(Cluster cluster)
{
    public string Text
    {
        get
        {
            var words = new StringBuilder();
            AddProtocol(words);
            AddTls(words);
            AddLoad(words);
            AddChecks(words);
            return words.ToString();
        }
    }

    private void AddProtocol(StringBuilder words)
    {
        if (cluster is { Protocol: TrafficProtocol.Http2, Tls: null })
        {
            words.Append(" proto h2");
        }
    }

    private void AddTls(StringBuilder words)
    {
        if (cluster.Tls is not { } tls)
        {
            return;
        }

        words.Append(CultureInfo.InvariantCulture, $" ssl verify required ca-file {tls.CaFile ?? "@system-ca"} verifyhost {tls.SubjectNames[0]}");
        if (tls.Sni is { } sni)
        {
            words.Append(CultureInfo.InvariantCulture, $" sni str({sni}) check-sni {sni}");
        }

        words.Append(cluster.Protocol switch
        {
            TrafficProtocol.Http => " alpn http/1.1",
            TrafficProtocol.Http2 => " alpn h2 check-alpn h2",
            _ => "",
        });
        if (tls.CertificateFile is { } own)
        {
            words.Append(CultureInfo.InvariantCulture, $" crt {own}");
        }
    }

    /// <summary>HAProxy counts per server, so the cluster's limit is divided among them.</summary>
    private void AddLoad(StringBuilder words)
    {
        var (connections, requests) = (cluster.CircuitBreaker.MaxConnections, cluster.CircuitBreaker.MaxRequests);
        if ((connections is null || requests < connections ? requests : connections) is { } most)
        {
            var share = Math.Max(1, (most + cluster.Endpoints.Length - 1) / cluster.Endpoints.Length);
            words.Append(CultureInfo.InvariantCulture, $" maxconn {share}");
        }
    }

    private void AddChecks(StringBuilder words)
    {
        if (cluster.Health is { } health)
        {
            words.Append(CultureInfo.InvariantCulture, $" check inter {ConfigurationText.Time(health.Interval)} fall {health.UnhealthyAfter} rise {health.HealthyAfter}");
        }

        if (cluster.Outlier is not { } outlier)
        {
            return;
        }

        // A server that is marked down needs a check to return, so one is added, at the interval for which servers should stay ejected.
        if (cluster.Health is null)
        {
            words.Append(CultureInfo.InvariantCulture, $" check inter {ConfigurationText.Time(outlier.EjectionTime)} fall 3 rise 1");
        }

        var layer = cluster.Protocol is TrafficProtocol.Tcp ? "layer4" : "layer7";
        words.Append(CultureInfo.InvariantCulture, $" downinter {ConfigurationText.Time(outlier.EjectionTime)}");
        words.Append(CultureInfo.InvariantCulture, $" observe {layer} error-limit {outlier.ConsecutiveErrors} on-error mark-down");
    }
}
