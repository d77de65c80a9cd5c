using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>Writes the port for the kubelet and Prometheus.</summary>
internal static class AdminWriter
{
    public static void Write(ConfigurationText text, EngineSettings settings)
    {
        text.Section("frontend", "ambassador.admin");
        text.Line($"mode http");
        text.Line($"bind {OpenAddress.Of(settings.AdminPort, settings)}{OpenAddress.Words(settings)}");
        text.Line($"http-request return status 200 content-type text/plain string ready if {{ path /ready }}");
        text.Line($"http-request use-service prometheus-exporter if {{ path /metrics }}");
        text.Line($"http-request return status 404 content-type text/plain string unknown");
    }
}
