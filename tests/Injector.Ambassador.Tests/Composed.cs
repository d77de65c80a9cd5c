using System.Text.Json.Nodes;
using Injector.Ambassador.Composition;
using Injector.Ambassador.Model;
using Injector.Ambassador.Reading;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Tests;

/// <summary>Goes from what a user writes to a model, with ports counted up from 19100.</summary>
internal static class Composed
{
    public static EngineSettings Settings { get; } = new(19001, 4096, 256L << 20, 2, null);

    public static AmbassadorModel Model(string upstreams, string inbound = "", string? config = null)
    {
        var (model, problems) = Try(upstreams, inbound, config);
        problems.ShouldBeEmpty();
        return model!;
    }

    public static string[] Problems(string upstreams, string inbound = "", string? config = null) => Try(upstreams, inbound, config).Problems;

    public static string Problem(string upstreams, string inbound = "", string? config = null) =>
        Problems(upstreams, inbound, config).ShouldHaveSingleItem();

    public static string HaProxy(string upstreams, string inbound = "", string? config = null)
    {
        var model = Model(upstreams, inbound, config);
        var engine = EngineCatalogue.Find("haproxy")!;
        engine.Refusals(model).ShouldBeEmpty();
        return engine.Write(model);
    }

    private static (AmbassadorModel? Model, string[] Problems) Try(string upstreams, string inbound, string? config)
    {
        var reading = AmbassadorReading.Read(upstreams, inbound, config is null ? null : JsonNode.Parse(config));
        if (!reading.Problems.IsEmpty)
        {
            return (null, [.. reading.Problems.Select(problem => problem.Message)]);
        }

        var port = 19100;
        var ports = reading.Ports().DistinctBy(need => need.Name).ToDictionary(need => need.Name, need => need.Number ?? port++);
        var problems = new ProblemList();
        var model = AmbassadorComposer.Compose(reading, Settings, ports, problems, []);
        return (model, [.. problems.ToImmutable().Select(problem => problem.Message)]);
    }
}
