using System.Collections.Immutable;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes a listener: where it listens, what it rejects, and which backend a request goes to.</summary>
internal sealed class FrontendWriter(ConfigurationText text, Listener listener, BackendNames backends, AmbassadorModel model)
{
    private bool IsHttp => listener.Protocol is not TrafficProtocol.Tcp;

    public void Write()
    {
        text.Section("frontend", listener.Name);
        text.Line($"mode {(IsHttp ? "http" : "tcp")}");
        WriteBind();
        LogWriter.Write(text, IsHttp, listener.Tls is not null);
        text.Line($"timeout client {ConfigurationText.Time(listener.IdleTimeout)}");
        text.LineIf(IsHttp, $"timeout http-keep-alive {ConfigurationText.Time(listener.IdleTimeout)}");
        WriteLimits();
        if (IsHttp)
        {
            new RequestHeaderWriter(text, listener, model.IdentifiesClients).Write();
        }

        var routes = new RouteWriter(text, listener, backends);
        if (IsHttp)
        {
            routes.WriteHttp();
        }
        else
        {
            routes.WriteTcp();
        }
    }

    private void WriteBind()
    {
        if (listener.IsInbound)
        {
            OpenAddress.Write(text, listener.Port, model.Settings, BindText());
        }
        else
        {
            text.Line($"bind 127.0.0.1:{listener.Port}{BindText()}");
        }
    }

    private string BindText()
    {
        if (listener.Tls is not { } tls)
        {
            return listener.Protocol is TrafficProtocol.Http2 ? " proto h2" : "";
        }

        var alpn = listener.Protocol switch
        {
            TrafficProtocol.Http => " alpn h2,http/1.1",
            TrafficProtocol.Http2 => " alpn h2",
            _ => "",
        };
        var clients = tls.ClientCaFile is null ? "" : $" ca-file {tls.ClientCaFile} verify required";
        return $" ssl crt {tls.CertificateFile}{alpn}{clients}";
    }

    private void WriteLimits()
    {
        var limits = listener.Limits;
        text.LineIf(limits.MaxConnections is not null, $"tcp-request connection reject if {{ fe_conn gt {limits.MaxConnections} }}");
        ConnectionLimits.WriteClients(text, model.Settings);
        text.LineIf(limits.RequestsPerSecond is not null, $"http-request deny deny_status 429 if {{ fe_req_rate gt {limits.RequestsPerSecond} }}");
        if (limits.MaxRequests is { } most)
        {
            WriteBusy([.. listener.Routes.SelectMany(route => route.Targets.Select(target => backends.NameOf(target.Cluster, route))).Distinct()]);
            text.Line($"http-request deny deny_status 503 if {{ var(txn.busy) -m int ge {most} }}");
        }
    }

    /// <summary>Adds up the load of all backends of the listener.</summary>
    private void WriteBusy(ImmutableArray<string> names)
    {
        text.Line($"http-request set-var(txn.busy) be_conn({names[0]})");
        foreach (var name in names.Skip(1))
        {
            text.Line($"http-request set-var(txn.busy) be_conn({name}),add(txn.busy)");
        }
    }
}
