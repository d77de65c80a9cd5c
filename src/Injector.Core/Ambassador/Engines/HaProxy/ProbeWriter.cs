using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>Writes the port on which the kubelet asks the application, and the backends behind it.</summary>
internal sealed class ProbeWriter(ConfigurationText text, ProbeListener listener, AmbassadorModel model, ServerAddress addresses)
{
    // HAProxy takes a server to be up until the first check, which begins within its interval of a second and may take another.
    private const int SecondsUntilChecked = 3;

    public void Write()
    {
        text.Section("frontend", listener.Name);
        text.Line($"mode http");
        OpenAddress.Write(text, listener.Port, model.Settings);
        ConnectionLimits.WriteKubelet(text);
        text.Line($"option httplog");
        WriteFirstRequest(text, model);
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
            new BackendWriter(text, new Backend(cluster.Name, cluster, null, RetryPolicy.None), addresses).Write();

            // When the kubelet hangs up, nobody waits for the answer any more.
            text.LineIf(cluster.Protocol is not TrafficProtocol.Tcp, $"option abortonclose");
        }
    }

    /// <summary>
    /// Has HAProxy that loads its configuration anew, which this variable tells, take itself to have begun long ago, where something asks for it: probes
    /// must not fail whenever a certificate is renewed.
    /// </summary>
    public static void WriteStart(ConfigurationText text, AmbassadorModel model)
    {
        if (HasChecks(model))
        {
            text.Line($".if defined(HAPROXY_MWORKER_REEXEC)");
            text.Line($"set-var proc.started int(0)");
            text.Line($".endif");
        }
    }

    /// <summary>
    /// Remembers when the kubelet first asked, where something asks for it. Checks have begun by then. They have not when the configuration is read: names
    /// of servers are looked up in between, which may take longer than all that is waited for.
    /// </summary>
    public static void WriteFirstRequest(ConfigurationText text, AmbassadorModel model) =>
        text.LineIf(HasChecks(model), $"http-request set-var(proc.started) date unless {{ var(proc.started) -m found }}");

    private static bool HasChecks(AmbassadorModel model) => model.Probes?.Routes.Any(route => route.Kind is ProbeKind.Tcp) == true;

    private void WriteCheck(ProbeRoute route)
    {
        text.Line($"http-request return status 503 content-type text/plain string unchecked if {{ path {route.Path} }} {{ date,sub(proc.started) lt {SecondsUntilChecked} }}");
        text.Line($"http-request return status 503 content-type text/plain string down if {{ path {route.Path} }} {{ nbsrv({route.Cluster}) eq 0 }}");
        text.Line($"http-request return status 200 content-type text/plain string up if {{ path {route.Path} }}");
    }
}
