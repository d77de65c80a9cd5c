using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Reads one upstream of the config tree. A route inherits the options of its upstream and a target those of its route, unless it has its own.</summary>
internal sealed class UpstreamTree(ProblemList problems)
{
    private const int MaxRoutes = 64;
    private const int MaxTargets = 16;

    private readonly AddressReader _addresses = new(problems);
    private readonly OptionReader _options = new(OptionUse.Outbound, problems);

    public Upstream? Read(string name, JsonNode? node, string path)
    {
        if (TreeFields.Open(node, path, problems) is not { } fields)
        {
            return null;
        }

        if (!NameGrammar.IsUpstream(name))
        {
            problems.Add(fields.Place with { Text = name }, "is not a name for an upstream (a lower-case letter, then letters, digits and inner '-', at most 40 characters)");
        }

        if (UpstreamVariables.AreOfKubernetes(name))
        {
            problems.Add(fields.Place with { Text = name }, UpstreamVariables.RefuseKubernetes(name));
        }

        var port = LocalPort(fields.Text("port"));
        var routes = fields.Items("routes");
        var address = fields.Text("url");
        var headers = RouteExtras.Headers(fields, problems);
        var options = Options(fields, TrafficOptions.None);
        var read = routes.TakeWhile(_ => !problems.IsFull).Select(route => ReadRoute(route.Value, route.Path, options, headers, address is null)).OfType<UpstreamRoute>().ToList();
        if (address is { } url && _addresses.Read(url) is { } target)
        {
            _options.CheckFit(options, target.Scheme, fields.Place);
            read.Add(new UpstreamRoute { Path = "/", Targets = [new UpstreamTarget(target, 1, options)], Options = options, Headers = headers });
        }
        else if (address is null && !routes.Any())
        {
            problems.AddAt(fields.Place, "has neither url nor routes; write for example url: http://orders.shop.svc:8080");
        }

        CheckRoutes(read, fields.Place);
        return read.Count > 0 && NameGrammar.IsUpstream(name) ? new Upstream(name, port, [.. read], fields.Place) : null;
    }

    private UpstreamRoute? ReadRoute(
        JsonNode? node, string place, TrafficOptions inherited, ImmutableArray<KeyValuePair<string, string>> headers, bool mayBeRoot)
    {
        if (TreeFields.Open(node, place, problems) is not { } fields)
        {
            return null;
        }

        var path = fields.Text("path") is { } text ? InboundRules.Path(text, problems) : null;
        if (path is null && !fields.Has("path"))
        {
            problems.AddAt(fields.Place, "has no path; write for example path: /api");
        }
        else if (path is "/" && !mayBeRoot)
        {
            problems.AddAt(fields.Place, "is for / as is the url of the upstream; remove one of them");
        }

        var split = fields.Items("split").ToArray();
        var address = fields.Text("url");
        var own = RouteExtras.Headers(fields, problems);
        var rewrite = RouteExtras.Rewrite(fields, problems);
        var options = Options(fields, inherited);
        ImmutableArray<UpstreamTarget> targets = (address, split.Length) switch
        {
            ({ } url, 0) => Target(url, 1, options, fields.Place),
            (null, > 0 and <= MaxTargets) => [.. split.SelectMany(part => ReadTarget(part.Value, part.Path, options))],
            _ => NoTargets(fields.Place),
        };
        CheckSplit(targets, split.Length, fields.Place);
        return path is null || targets.IsEmpty
            ? null
            : new UpstreamRoute { Path = path, Targets = targets, Options = options, Rewrite = rewrite, Headers = RouteExtras.Merge(headers, own) };
    }

    private ImmutableArray<UpstreamTarget> ReadTarget(JsonNode? node, string place, TrafficOptions inherited)
    {
        if (TreeFields.Open(node, place, problems) is not { } fields)
        {
            return [];
        }

        var weight = fields.Text("weight") is { } text ? OptionValues.Number(text.Text, 0, 1000) : null;
        if (weight is null)
        {
            problems.AddAt(fields.Place, "has no weight from 0 to 1000; write for example weight: 10");
        }

        var address = fields.Text("url");
        RefuseOfRoute(fields);
        var options = Options(fields, inherited);
        return address is { } url ? Target(url, weight ?? 1, options, fields.Place) : NoTargets(fields.Place);
    }

    /// <summary>A target is chosen only after the route's timeouts and retries have been decided, so it cannot have its own.</summary>
    private void RefuseOfRoute(TreeFields fields)
    {
        foreach (var name in OptionCatalogue.OfRoute.Where(fields.Has))
        {
            problems.AddAt(fields.Place, $"option {name} holds for all targets of a split; write it beside split");
        }
    }

    private ImmutableArray<UpstreamTarget> Target(PlacedText url, int weight, TrafficOptions options, PlacedText place)
    {
        if (_addresses.Read(url) is not { } address)
        {
            return [];
        }

        _options.CheckFit(options, address.Scheme, place);
        return [new UpstreamTarget(address, weight, options)];
    }

    private ImmutableArray<UpstreamTarget> NoTargets(PlacedText place)
    {
        problems.AddAt(place, $"needs either url or split (with at most {MaxTargets} targets, each with url and weight)");
        return [];
    }

    private void CheckSplit(ImmutableArray<UpstreamTarget> targets, int parts, PlacedText place)
    {
        if (parts > 0 && targets.Length == parts && targets.Sum(target => target.Weight) == 0)
        {
            problems.AddAt(place, "splits among weights that are all 0; give one of them more");
        }
    }

    private void CheckRoutes(List<UpstreamRoute> routes, PlacedText place)
    {
        foreach (var path in routes.GroupBy(route => route.Path).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            problems.AddAt(place, $"has two routes for {path}; keep one, or join them with split");
        }

        if (routes.Count > MaxRoutes)
        {
            problems.AddAt(place, $"has {routes.Count} routes, and {MaxRoutes} is the most");
        }
    }

    private TrafficOptions Options(TreeFields fields, TrafficOptions inherited) =>
        fields.Rest().Aggregate(inherited, (options, pair) => _options.Set(options, pair.Name, pair.Value));

    private int? LocalPort(PlacedText? text)
    {
        var port = text is { } given ? OptionValues.Number(given.Text, 1024, 65535) : null;
        if (text is { } wrong && port is null)
        {
            problems.Add(wrong, "is not a local port (1024 to 65535)");
        }

        return port;
    }
}
