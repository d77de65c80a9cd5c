using Injector.Ambassador.Engines;
using Injector.Ambassador.Engines.Envoy;
using Injector.Ambassador.Model;
using Injector.Testing.Protobuf;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>All that is wrong with what Envoy is given for a model: the configuration and the files that it names.</summary>
internal static class EnvoyFindings
{
    public static IEnumerable<string> Of(AmbassadorModel model, StrictJsonOracle oracle)
    {
        var engine = new EnvoyEngine();
        engine.Refusals(model).ShouldBeEmpty();
        var json = engine.Write(model);
        CompanionFile[] companions = [.. engine.Companions(model)];
        return oracle.Evaluate(json, EnvoyDefinitions.Bootstrap)
            .Concat(companions.SelectMany(file => oracle.Evaluate(file.Text, EnvoyDefinitions.Discovery).Select(finding => $"{file.Name}: {finding}")))
            .Concat(EnvoyReferences.Findings(json))
            .Concat(EnvoyReferences.Findings(json, companions));
    }
}
