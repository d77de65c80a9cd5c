using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes the port for the kubelet and Prometheus.</summary>
internal static class AdminWriter
{
    /// <summary>Name of its frontend.</summary>
    public const string Frontend = "ambassador.admin";

    public static void Write(ConfigurationText text, AmbassadorModel model, BackendNames backends, ServerAddress addresses)
    {
        text.Section("frontend", Frontend);
        text.Line($"mode http");
        OpenAddress.Write(text, model.Settings.AdminPort, model.Settings);
        ConnectionLimits.WriteKubelet(text);
        ConnectionLimits.WriteTable(text);
        ReadyWriter.WriteFirstRequest(text, model, addresses);
        ReadyWriter.Write(text, backends, addresses);
        text.Line($"http-request use-service prometheus-exporter if {{ path /metrics }}");
        text.Line($"http-request return status 404 content-type text/plain string unknown");
    }
}
