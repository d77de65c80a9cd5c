using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes haproxy.cfg for HAProxy 2.6 and later.</summary>
internal sealed class HaProxyEngine : IAmbassadorEngine
{
    public string Name => "haproxy";

    public IEnumerable<string> Refusals(AmbassadorModel model) => HaProxyLimits.Refusals(model);

    public IEnumerable<string> Warnings(AmbassadorModel model) => MixedPlaces.Warnings(model);

    public string Write(AmbassadorModel model)
    {
        var text = new ConfigurationText();
        var addresses = new ServerAddress(model.Settings);
        GlobalWriter.Write(text, model, addresses);
        var backends = new BackendNames(model, addresses);
        AdminWriter.Write(text, model, backends, addresses);
        if (model.Probes is { } probes)
        {
            new ProbeWriter(text, probes, model, addresses).Write();
        }

        foreach (var listener in model.Listeners)
        {
            new FrontendWriter(text, listener, backends, model).Write();
        }

        foreach (var backend in backends.All)
        {
            new BackendWriter(text, backend, addresses).Write();
        }

        return text.ToString();
    }
}
