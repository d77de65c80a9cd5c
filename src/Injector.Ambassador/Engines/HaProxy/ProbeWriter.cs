using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes the port through which the kubelet probes the application, and the backends behind it.</summary>
internal sealed class ProbeWriter(ConfigurationText text, ProbeListener listener, AmbassadorModel model, ServerAddress addresses)
{
    // HAProxy considers a server up until its first check, which starts within the interval of one second and may take another.
    private const int SecondsUntilChecked = 3;

    public void Write()
    {
        text.Section("frontend", listener.Name);
        text.Line($"mode http");
        OpenAddress.Write(text, listener.Port, model.Settings);
        ConnectionLimits.WriteKubelet(text);
        LogWriter.Write(text, isHttp: true, isTls: false);
        RequestHeaderWriter.WriteProbes(text, model.IdentifiesClients);

        // Constant calls by the kubelet are not traffic worth logging.
        text.LineIf(model.Settings.LogsEverything, $"option dontlog-normal");
        ReadyWriter.WriteFirstRequest(text, model, addresses);
        for (var i = 0; i < listener.Routes.Length; i++)
        {
            var route = listener.Routes[i];
            if (route.Kind is ProbeKind.Tcp)
            {
                WriteCheck(route);
            }
            else
            {
                text.Line($"http-request set-var(txn.probe) int({i + 1}) if {{ method {(route.Kind is ProbeKind.Grpc ? "POST" : "GET")} }} {{ path {route.Path} }}");
            }
        }

        text.Line($"http-request return status 404 content-type text/plain string unknown unless {{ var(txn.probe) -m found }}");
        for (var i = 0; i < listener.Routes.Length; i++)
        {
            var route = listener.Routes[i];
            text.LineIf(route.AppPath is not null, $"http-request set-path {route.AppPath} if {{ var(txn.probe) -m int {i + 1} }}");
            text.LineIf(route.Kind is not ProbeKind.Tcp, $"use_backend {route.Cluster} if {{ var(txn.probe) -m int {i + 1} }}");
        }

        text.Line($"http-response del-header location");
        foreach (var cluster in model.Clusters.Where(cluster => listener.Routes.Any(route => route.Cluster == cluster.Name)))
        {
            new BackendWriter(text, new Backend(cluster.Name, cluster, null, null, RetryPolicy.None), addresses).Write();

            // When the kubelet closes the connection, the answer is no longer needed.
            text.LineIf(cluster.Protocol is not TrafficProtocol.Tcp, $"option abortonclose");
        }
    }

    private void WriteCheck(ProbeRoute route)
    {
        text.Line($"http-request return status 503 content-type text/plain string unchecked if {{ path {route.Path} }} {{ date,sub(proc.started) lt {SecondsUntilChecked} }}");
        text.Line($"http-request return status 503 content-type text/plain string down if {{ path {route.Path} }} {{ nbsrv({route.Cluster}) eq 0 }}");
        text.Line($"http-request return status 200 content-type text/plain string up if {{ path {route.Path} }}");
    }
}
