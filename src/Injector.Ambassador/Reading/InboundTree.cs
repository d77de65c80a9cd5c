using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Reads one inbound port of the config tree, with its routes.</summary>
internal sealed class InboundTree(ProblemList problems)
{
    private readonly OptionReader _options = new(OptionUse.Inbound, problems);

    public ImmutableArray<InboundRoute> Read(JsonNode? node, string path)
    {
        if (TreeFields.Open(node, path, problems) is not { } fields)
        {
            return [];
        }

        var port = fields.Text("port") is { } text ? InboundRules.Port(text, problems) : Missing(fields, "port: 8443");
        var routes = fields.Items("routes").ToArray();
        var url = fields.Text("url");
        var headers = RouteExtras.Headers(fields, problems);
        var options = Options(fields, TrafficOptions.None);
        if (port is not { } number)
        {
            return [];
        }

        var read = routes.TakeWhile(_ => !problems.IsFull).Select(route => ReadRoute(route.Value, route.Path, number, options, headers)).OfType<InboundRoute>().ToList();
        if (url is { } address)
        {
            read.AddRange(Route(address, number, null, "/", options, null, headers, fields.Place));
        }
        else if (routes.Length == 0)
        {
            Missing(fields, "url: https://localhost:8080");
        }

        return [.. read];
    }

    private InboundRoute? ReadRoute(
        JsonNode? node, string path, int port, TrafficOptions inherited, ImmutableArray<KeyValuePair<string, string>> common)
    {
        if (TreeFields.Open(node, path, problems) is not { } fields)
        {
            return null;
        }

        var host = fields.Text("host") is { } hostText ? InboundRules.Host(hostText, problems) : null;
        var prefix = fields.Text("path") is { } pathText ? InboundRules.Path(pathText, problems) : "/";
        var headers = RouteExtras.Merge(common, RouteExtras.Headers(fields, problems));
        var rewrite = RouteExtras.Rewrite(fields, problems);
        var url = fields.Text("url");
        var hostHeader = fields.Text("hostHeader");
        var options = Options(fields, inherited);
        if (hostHeader is { } rewritten)
        {
            options = _options.Set(options, fields.Place with { Text = "host" }, rewritten);
        }

        if (url is { } address)
        {
            return Route(address, port, host, prefix ?? "/", options, rewrite, headers, fields.Place).FirstOrDefault();
        }

        Missing(fields, "url: https://localhost:8080");
        return null;
    }

    private ImmutableArray<InboundRoute> Route(
        PlacedText address,
        int port,
        string? host,
        string path,
        TrafficOptions options,
        string? rewrite,
        ImmutableArray<KeyValuePair<string, string>> headers,
        PlacedText place)
    {
        if (InboundAddress.Read(address, problems) is not var (scheme, appPort))
        {
            return [];
        }

        _options.CheckFit(options, scheme, place);
        return
        [
            new InboundRoute
            {
                Port = port,
                Host = host,
                Path = path,
                Scheme = scheme,
                AppPort = appPort,
                Options = options,
                Rewrite = rewrite,
                Headers = headers,
                Place = place,
            },
        ];
    }

    private int? Missing(TreeFields fields, string example)
    {
        problems.AddAt(fields.Place, $"lacks a field; write for example {example}");
        return null;
    }

    private TrafficOptions Options(TreeFields fields, TrafficOptions inherited) =>
        fields.Rest().Aggregate(inherited, (options, pair) => _options.Set(options, pair.Name, pair.Value));
}
