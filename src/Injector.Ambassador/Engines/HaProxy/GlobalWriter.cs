using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes the settings of the whole process.</summary>
internal static class GlobalWriter
{
    private const int HeadBytes = 64 * 1024;
    private const int AddedBytes = 8 * 1024;

    public static void Write(ConfigurationText text, AmbassadorModel model, ServerAddress addresses)
    {
        WriteGlobal(text, model, addresses);
        text.Section("defaults");
        LogWriter.WriteDefaults(text, model.Settings);
        text.Line($"option redispatch 1");
        text.Line($"timeout connect 5s");
        text.Line($"timeout client 3600s");
        text.Line($"timeout server 3600s");
        text.Line($"timeout http-request 30s");
        WriteKeepAlive(text);
        if (addresses.IsLookedUp(model))
        {
            WriteResolvers(text);
        }
    }

    private static void WriteGlobal(ConfigurationText text, AmbassadorModel model, ServerAddress addresses)
    {
        text.Section("global");
        LogWriter.WriteTarget(text, model.Settings);
        ConnectionLimits.WriteProcess(text, model.Settings);
        text.Line($"nbthread {model.Settings.Threads}");

        // The default grace period of a pod is 30 seconds.
        text.Line($"hard-stop-after 25s");
        WriteSizes(text);
        ReadyWriter.WriteStart(text, model, addresses);
        if (model.Listeners.Any(listener => listener.Tls is not null) || model.Clusters.Any(cluster => cluster.Tls is not null))
        {
            // The key is beside its certificate, as CERTIFICATE.key.
            text.Line($"ssl-load-extra-files key");
            text.Line($"ssl-default-bind-options ssl-min-ver TLSv1.2");
            text.Line($"ssl-default-server-options ssl-min-ver TLSv1.2");
        }
    }

    /// <summary>
    /// Allows headers of 64 KiB and 200 fields, as typical servers do, plus what is added. A buffer must hold all headers of a message, so it is as large as
    /// the maximum. The number of buffers is unlimited (<c>tune.buffers.limit</c>): when slow clients held all of them, HAProxy 2.6 answered nobody, not even
    /// the kubelet, and did not recover when they were gone.
    /// </summary>
    private static void WriteSizes(ConfigurationText text)
    {
        text.Line($"tune.bufsize {HeadBytes + AddedBytes}");
        text.Line($"tune.maxrewrite {AddedBytes}");
        text.Line($"tune.http.maxhdr 256");
        text.Line($"tune.h2.max-concurrent-streams 1024");
    }

    // A peer that vanished silently is detected after about two minutes instead of Linux's two hours, and middleboxes do not forget the connection.
    private static void WriteKeepAlive(ConfigurationText text)
    {
        foreach (var side in (string[])["clitcpka", "srvtcpka"])
        {
            text.Line($"option {side}");
            text.Line($"{side}-cnt 3");
            text.Line($"{side}-idle 60s");
            text.Line($"{side}-intvl 15s");
        }
    }

    /// <summary>
    /// An address stays in use until DNS answers with another. The answer that there is none takes effect after ten minutes, because the address of a deleted
    /// pod may have been reassigned; an address missing from the answers is dropped immediately.
    /// </summary>
    private static void WriteResolvers(ConfigurationText text)
    {
        text.Section("resolvers", ServerAddress.Resolvers);
        text.Line($"parse-resolv-conf");
        text.Line($"accepted_payload_size 8192");

        // The container's script sets this to a value between 10 and 20 seconds, so that the pods of a node do not send queries at the same time.
        text.Line($"timeout resolve \"${{INJECTOR_RESOLVE-10s}}\"");
        text.Line($"hold valid \"${{INJECTOR_RESOLVE-10s}}\"");
        text.Line($"hold nx 10m");
        foreach (var failure in (string[])["refused", "timeout", "other"])
        {
            text.Line($"hold {failure} 24h");
        }
    }
}
