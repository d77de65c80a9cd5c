using System.Collections.Immutable;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Parses the short form: <c>name[@port]=scheme://host:port|host:port?option=value&amp;option=value</c>, one per line or separated by commas.</summary>
internal sealed class ShortForm(ProblemList problems)
{
    /// <summary>The field of the section.</summary>
    public const string Source = "upstreams";

    private readonly AddressReader _addresses = new(problems);
    private readonly OptionReader _options = new(OptionUse.Outbound, problems);

    /// <summary>The upstreams that could be read.</summary>
    public ImmutableArray<Upstream> Read(string text)
    {
        var entries = EntrySplitter.Split(text, Source, "upstream");
        return [.. entries.TakeWhile(_ => !problems.IsFull).Select(ReadEntry).OfType<Upstream>()];
    }

    private Upstream? ReadEntry(PlacedText entry)
    {
        if (!entry.TryCut("=", out var left, out var right))
        {
            problems.Add(entry, "is not name=address; write for example orders=http://orders.shop.svc:8080");
            return null;
        }

        var hasPort = left.TryCut("@", out var name, out var portText);
        (name, portText) = (name.Trim(), portText.Trim());
        var hasOptions = right.TryCut("?", out var addressText, out var query);
        var options = hasOptions ? _options.ReadQuery(query.Trim()) : TrafficOptions.None;
        var isNamed = CheckName(name);
        var port = hasPort ? LocalPort(portText) : null;
        if (_addresses.Read(addressText.Trim()) is not { } address || !isNamed)
        {
            return null;
        }

        _options.CheckFit(options, address.Scheme, entry);
        var target = new UpstreamTarget(address, 1, options);
        return new Upstream(name.Text, port, [new UpstreamRoute { Path = "/", Targets = [target], Options = options }], entry);
    }

    private bool CheckName(PlacedText name)
    {
        if (UpstreamVariables.AreOfKubernetes(name.Text))
        {
            problems.Add(name, UpstreamVariables.RefuseKubernetes(name.Text));
            return false;
        }

        if (NameGrammar.IsUpstream(name.Text))
        {
            return true;
        }

        problems.Add(name, "is not a name for an upstream (a lower-case letter, then letters, digits and inner '-', at most 40 characters); write for example orders");
        return false;
    }

    private int? LocalPort(PlacedText text)
    {
        var port = OptionValues.Number(text.Text, 1024, 65535);
        if (port is null)
        {
            problems.Add(text, "is not a local port (1024 to 65535); write for example orders@15001=…");
        }

        return port;
    }
}

/// <summary>
/// Parses the short form: <c>[host:]port[/path]=scheme://localhost:port?option=value&amp;option=value</c>, one per line or separated by commas.
/// </summary>
internal sealed class InboundShortForm(ProblemList problems)
{
    /// <summary>The field of the section.</summary>
    public const string Source = "inbound";

    private readonly OptionReader _options = new(OptionUse.Inbound, problems);

    /// <summary>The routes that could be read.</summary>
    public ImmutableArray<InboundRoute> Read(string text) =>
        [.. EntrySplitter.Split(text, Source, "inbound route").TakeWhile(_ => !problems.IsFull).Select(ReadEntry).OfType<InboundRoute>()];

    private InboundRoute? ReadEntry(PlacedText entry)
    {
        if (!entry.TryCut("=", out var left, out var right))
        {
            problems.Add(entry, "is not port=address; write for example 8443=https://localhost:8080?cert=web-tls");
            return null;
        }

        var hasOptions = right.TryCut("?", out var addressText, out var query);
        var options = hasOptions ? _options.ReadQuery(query.Trim()) : TrafficOptions.None;
        if (ReadLeft(left.Trim()) is not { } where || InboundAddress.Read(addressText.Trim(), problems) is not var (scheme, appPort))
        {
            return null;
        }

        _options.CheckFit(options, scheme, entry);
        return new InboundRoute
        {
            Port = where.Port,
            Host = where.Host,
            Path = where.Path,
            Scheme = scheme,
            AppPort = appPort,
            Options = options,
            Place = entry,
        };
    }

    private (string? Host, int Port, string Path)? ReadLeft(PlacedText text)
    {
        var slash = text.Text.IndexOf('/');
        var path = slash < 0 ? "/" : InboundRules.Path(text.From(slash), problems);
        var listener = slash < 0 ? text : text.Part(0, slash);
        var colon = listener.Text.LastIndexOf(':');
        var host = colon < 0 ? null : InboundRules.Host(listener.Part(0, colon), problems);
        var port = InboundRules.Port(listener.From(colon + 1), problems);
        return path is null || port is null || (colon >= 0 && host is null) ? null : (host, port.Value, path);
    }
}
