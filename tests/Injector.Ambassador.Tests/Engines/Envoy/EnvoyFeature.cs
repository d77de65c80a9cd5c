using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Something that a model can ask.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Apply">The same model, asking it.</param>
/// <param name="Fits">Whether a model can ask it.</param>
internal sealed record EnvoyFeature(string Name, Func<AmbassadorModel, AmbassadorModel> Apply, Func<AmbassadorModel, bool> Fits)
{
    public static bool Http(AmbassadorModel model) => model.Listeners[0].Protocol is not TrafficProtocol.Tcp;

    public static bool Http2(AmbassadorModel model) => model.Listeners[0].Protocol is TrafficProtocol.Http2;
}
