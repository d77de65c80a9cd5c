using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>Writes what holds for the whole process.</summary>
internal static class GlobalWriter
{
    public static void Write(ConfigurationText text, AmbassadorModel model, ServerAddress addresses)
    {
        WriteGlobal(text, model);
        text.Section("defaults");
        text.Line($"log global");
        text.Line($"option dontlognull");

        // Requests that went well are the application's to log.
        text.Line($"option dontlog-normal");
        text.Line($"option redispatch 1");
        text.Line($"timeout connect 1s");
        text.Line($"timeout client 3600s");
        text.Line($"timeout server 3600s");
        text.Line($"timeout http-request 30s");
        if (model.Clusters.SelectMany(cluster => cluster.Endpoints).Any(addresses.IsResolvedAtRunTime))
        {
            WriteResolvers(text);
        }
    }

    private static void WriteGlobal(ConfigurationText text, AmbassadorModel model)
    {
        text.Section("global");
        text.Line($"log stdout format raw local0 notice");
        ConnectionLimits.WriteProcess(text, model.Settings);
        text.Line($"nbthread {model.Settings.Threads}");

        // A pod that is told to go has 30 seconds unless its author says otherwise.
        text.Line($"hard-stop-after 25s");
        ProbeWriter.WriteStart(text, model);
        if (model.Listeners.Any(listener => listener.Tls is not null) || model.Clusters.Any(cluster => cluster.Tls is not null))
        {
            // The key lies beside its certificate, as CERTIFICATE.key.
            text.Line($"ssl-load-extra-files key");
            text.Line($"ssl-default-bind-options ssl-min-ver TLSv1.2");
            text.Line($"ssl-default-server-options ssl-min-ver TLSv1.2");
        }
    }

    private static void WriteResolvers(ConfigurationText text)
    {
        text.Section("resolvers", ServerAddress.Resolvers);
        text.Line($"parse-resolv-conf");
        text.Line($"accepted_payload_size 8192");
        text.Line($"hold valid 5s");
    }
}
