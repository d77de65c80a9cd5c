using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Reads the tree of the config annotation, which can express what the short forms cannot: routes by path, splits, headers.</summary>
internal static class ConfigTree
{
    /// <summary>The field of the section.</summary>
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

/// <summary>Reads what routes of both directions have in addition to options: headers to set, and the rewritten path.</summary>
internal static class RouteExtras
{
    private const int MaxHeaders = 16;

    /// <summary>Headers that the ambassador itself sets, or that frame the message.</summary>
    private static readonly string[] Reserved = ["connection", "content-length", "host", "te", "trailer", "transfer-encoding", "upgrade"];

    public static ImmutableArray<KeyValuePair<string, string>> Headers(TreeFields fields, ProblemList problems)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value, path) in fields.Members("headers"))
        {
            var place = fields.Place with { Item = path };
            if (!NameGrammar.IsHeader(name) || Reserved.Contains(name))
            {
                problems.Add(place with { Text = name }, $"is not a header to set (lower-case letters, digits and '-'; none of {string.Join(", ", Reserved)})");
            }
            else if (fields.Scalar(value, path) is { } text)
            {
                if (!NameGrammar.IsHeaderValue(text.Text))
                {
                    problems.Add(text, "is not a value for a header (printable ASCII without quotes, \\, $, % and braces, at most 256 characters)");
                }

                headers[name] = text.Text;
            }
        }

        if (headers.Count > MaxHeaders)
        {
            problems.AddAt(fields.Place, $"sets {headers.Count} headers, and {MaxHeaders} is the most");
        }

        return [.. headers.Take(MaxHeaders)];
    }

    /// <summary>Headers of a route: its own, and those that it inherits and does not set itself.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Merge(
        ImmutableArray<KeyValuePair<string, string>> inherited, ImmutableArray<KeyValuePair<string, string>> own)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in inherited.Concat(own))
        {
            merged[name] = value;
        }

        return [.. merged];
    }

    public static string? Rewrite(TreeFields fields, ProblemList problems) =>
        fields.Text("rewrite") is { } text ? Injector.Ambassador.Reading.InboundRules.Path(text, problems) : null;
}
