using System.Collections.Immutable;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Reads the short form: <c>name[@port]=scheme://host:port|host:port?option=value&amp;option=value</c>, one a line or separated by commas.</summary>
internal sealed class ShortForm(ProblemList problems)
{
    /// <summary>The field that holds it.</summary>
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
