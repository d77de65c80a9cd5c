using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Reads the tree of the config annotation, which can say what the short forms cannot: routes by path, splits, headers.</summary>
internal static class ConfigTree
{
    /// <summary>The field that holds it.</summary>
    public const string Source = "config";

    /// <summary>The upstreams and inbound routes that could be read.</summary>
    public static (ImmutableArray<Upstream> Upstreams, ImmutableArray<InboundRoute> Inbound) Read(JsonNode? tree, ProblemList problems)
    {
        if (TreeFields.Open(tree, "", problems) is not { } fields)
        {
            return ([], []);
        }

        var upstreams = new UpstreamTree(problems);
        var inbound = new InboundTree(problems);
        var read = (
            fields.Members("upstreams").TakeWhile(_ => !problems.IsFull).Select(entry => upstreams.Read(entry.Name, entry.Value, entry.Path)).OfType<Upstream>().ToImmutableArray(),
            fields.Items("inbound").TakeWhile(_ => !problems.IsFull).SelectMany(entry => inbound.Read(entry.Value, entry.Path)).ToImmutableArray());
        fields.RefuseRest();
        return read;
    }
}
