using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Parses <c>scheme://host:port|host:port*weight</c>.</summary>
internal sealed class AddressReader(ProblemList problems)
{
    private const int MaxEndpoints = 64;

    /// <summary>The address; <see langword="null"/> when it is invalid, which is then on the list.</summary>
    public UpstreamAddress? Read(PlacedText text)
    {
        if (!text.TryCut("://", out var schemeText, out var rest))
        {
            problems.Add(text, "has no scheme; write for example http://orders.shop.svc:8080");
            return null;
        }

        if (UpstreamScheme.Find(schemeText.Text) is not { } scheme)
        {
            problems.Add(schemeText, $"is not a scheme; there are {UpstreamScheme.Names}");
            return null;
        }

        var endpoints = ImmutableArray.CreateBuilder<Endpoint>();
        var known = new HashSet<(string Host, int Port)>();
        foreach (var piece in rest.Split('|'))
        {
            if (ReadEndpoint(piece, scheme) is not { } endpoint)
            {
                return null;
            }

            if (!known.Add((endpoint.Host, endpoint.Port)))
            {
                problems.Add(piece, "is there twice; write host:port*weight for a larger share");
                return null;
            }

            endpoints.Add(endpoint);
        }

        if (endpoints.Count > MaxEndpoints)
        {
            problems.AddAt(text, $"has {endpoints.Count} servers, and {MaxEndpoints} is the most; use a Service that stands for them");
            return null;
        }

        return new UpstreamAddress(scheme, endpoints.ToImmutable());
    }

    private Endpoint? ReadEndpoint(PlacedText text, UpstreamScheme scheme)
    {
        var slash = text.Text.IndexOf('/');
        if (slash >= 0)
        {
            problems.Add(text.From(slash), "is a path, and an address ends with its port; paths are routes, which the annotation config can say");
            return null;
        }

        var weight = 1;
        if (text.TryCut("*", out var server, out var weightText))
        {
            if (OptionValues.Number(weightText.Text, 1, 100) is not { } number)
            {
                problems.Add(weightText, "is not a weight (a whole number from 1 to 100)");
                return null;
            }

            weight = number;
        }

        return ReadServer(server, scheme) is var (host, port) && host.Length > 0
            ? new Endpoint(host.TrimEnd('.'), port, weight, OptionValues.IsAddress(host)) { IsComplete = host.EndsWith('.') }
            : null;
    }

    private (string Host, int Port) ReadServer(PlacedText text, UpstreamScheme scheme)
    {
        var bracket = text.Text.StartsWith('[') ? text.Text.IndexOf(']') : -1;
        var colon = bracket >= 0 ? (bracket + 1 < text.Text.Length ? bracket + 1 : -1) : text.Text.LastIndexOf(':');
        var host = bracket >= 0 ? text.Part(1, bracket - 1) : text.Part(0, colon < 0 ? text.Text.Length : colon);

        // A trailing dot means that the name is complete, as everywhere in DNS.
        var isComplete = host.Text.EndsWith('.') && bracket < 0 && !OptionValues.IsAddress(host.Text[..^1]);
        if (!NameGrammar.IsHost(isComplete ? host.Text[..^1] : host.Text) || (host.Text.Contains(':') && bracket < 0))
        {
            problems.Add(text, "is not a server; write host:port with a DNS name in lower case, an IPv4 address, or an IPv6 address in brackets");
            return ("", 0);
        }

        var port = colon < 0 ? scheme.DefaultPort : PortOf(text, colon);
        if (port is null)
        {
            problems.Add(text, colon < 0 ? $"has no port, and {scheme.Name} has no usual one; write {host.Text}:PORT" : "has no port from 1 to 65535 behind its colon");
            return ("", 0);
        }

        return (host.Text, port.Value);
    }

    private static int? PortOf(PlacedText text, int colon) =>
        text.Text[colon] == ':' ? OptionValues.Number(text.Text[(colon + 1)..], 1, 65535) : null;
}
