using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>A model without features, then with each feature that fits, then with each two.</summary>
internal static class EnvoyMatrix
{
    public static AmbassadorModel Base(string kind) => kind switch
    {
        "http" => EnvoyModels.Http,
        "http2" => EnvoyModels.Http2,
        "tcp" => EnvoyModels.Tcp,
        "inbound" => EnvoyModels.Inbound,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static IEnumerable<(string Name, AmbassadorModel Model)> Of(string kind)
    {
        var plain = Base(kind);
        var features = EnvoyFeatures.All.Where(feature => feature.Fits(plain)).ToArray();
        yield return (kind, plain);
        foreach (var (index, first) in features.Index())
        {
            var one = first.Apply(plain);
            yield return ($"{kind} {first.Name}", one);
            foreach (var second in features[(index + 1)..])
            {
                yield return ($"{kind} {first.Name} {second.Name}", second.Apply(one));
            }
        }
    }
}
