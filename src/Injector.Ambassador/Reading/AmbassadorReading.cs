using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Model;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>The user's whole configuration of the ambassador, parsed.</summary>
/// <param name="Upstreams">The upstreams: those of the short form, then those of the tree.</param>
/// <param name="Inbound">The inbound routes in the same order.</param>
/// <param name="Problems">What could not be read.</param>
internal sealed record AmbassadorReading(ImmutableArray<Upstream> Upstreams, ImmutableArray<InboundRoute> Inbound, ImmutableArray<Problem> Problems)
{
    private const int MaxUpstreams = 64;
    private const int MaxInboundRoutes = 256;

    /// <summary>Reads all three sources.</summary>
    /// <param name="upstreams">Short form of the upstreams; may be empty.</param>
    /// <param name="inbound">Short form of the inbound routes; may be empty.</param>
    /// <param name="config">Tree; <see langword="null"/> when there is none.</param>
    public static AmbassadorReading Read(string upstreams, string inbound, JsonNode? config)
    {
        var problems = new ProblemList();
        var outside = new ShortForm(problems).Read(upstreams);
        var inside = new InboundShortForm(problems).Read(inbound);
        if (config is not null)
        {
            var tree = ConfigTree.Read(config, problems);
            (outside, inside) = (outside.AddRange(tree.Upstreams), inside.AddRange(tree.Inbound));
        }

        // The output of engines may grow with the square of their number: each host has its own routes and those of every host.
        if (outside.Length > MaxUpstreams)
        {
            problems.AddAt(outside[MaxUpstreams].Place, $"there are {outside.Length} upstreams, and {MaxUpstreams} is the most");
        }

        if (inside.Length > MaxInboundRoutes)
        {
            problems.AddAt(inside[MaxInboundRoutes].Place, $"there are {inside.Length} inbound routes, and {MaxInboundRoutes} is the most");
        }

        return new AmbassadorReading(outside, inside, problems.ToImmutable());
    }

    /// <summary>The ports of the ambassador, in order: those chosen by the user have a number.</summary>
    public IEnumerable<(string Name, int? Number)> Ports() =>
        Upstreams.Select(upstream => (ListenerNames.Outbound(upstream.Name), upstream.LocalPort))
            .Concat(Inbound.Select(route => route.Port).Distinct().Order().Select(port => (ListenerNames.Inbound(port), (int?)port)));
}
