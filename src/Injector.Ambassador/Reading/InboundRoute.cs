using System.Collections.Immutable;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;
using Injector.Grammar.Names;

namespace Injector.Ambassador.Reading;

/// <summary>A user's route for requests from outside the pod to a port of the application.</summary>
internal sealed record InboundRoute
{
    /// <summary>Port on which the ambassador listens.</summary>
    public required int Port { get; init; }

    /// <summary>Host of the requests; <see langword="null"/> for any.</summary>
    public string? Host { get; init; }

    /// <summary>Path that requests must be at or below.</summary>
    public required string Path { get; init; }

    /// <summary>The scheme of the clients.</summary>
    public required UpstreamScheme Scheme { get; init; }

    /// <summary>Port of the application on 127.0.0.1.</summary>
    public required int AppPort { get; init; }

    /// <summary>Its options.</summary>
    public required TrafficOptions Options { get; init; }

    /// <summary>Replacement for the path; <see langword="null"/> to keep it.</summary>
    public string? Rewrite { get; init; }

    /// <summary>Headers to set, by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Where it is written.</summary>
    public required PlacedText Place { get; init; }
}

/// <summary>The grammars of an inbound route's parts; each returns <see langword="null"/> for what breaks its rule, which is then on the list.</summary>
internal static class InboundRules
{
    public static int? Port(PlacedText text, ProblemList problems)
    {
        var port = OptionValues.Number(text.Text, 1024, 65535);
        if (port is null)
        {
            problems.Add(text, "is not a port to listen on (1024 to 65535, since the sidecar does not run as root)");
        }

        return port;
    }

    public static string? Host(PlacedText text, ProblemList problems)
    {
        if (DnsName.IsSubdomain(text.Text))
        {
            return text.Text;
        }

        problems.Add(text, "is not a host (a DNS name in lower case)");
        return null;
    }

    /// <summary>A path without its trailing slash.</summary>
    public static string? Path(PlacedText text, ProblemList problems)
    {
        if (NameGrammar.IsPath(text.Text))
        {
            return text.Text.Length == 1 ? text.Text : text.Text.TrimEnd('/');
        }

        problems.Add(text, "is not a path (it begins with /, and has letters, digits and . _ ~ - + @ : only, no //, no . or .. segment)");
        return null;
    }
}

/// <summary>
/// Parses the target of inbound requests: <c>https://localhost:8080</c>. The scheme is the clients'; the application is always called without TLS.
/// </summary>
internal static class InboundAddress
{
    /// <summary>The scheme and the application's port; <see langword="null"/> when the target is invalid, which is then on the list.</summary>
    public static (UpstreamScheme Scheme, int Port)? Read(PlacedText text, ProblemList problems)
    {
        if (!text.TryCut("://", out var schemeText, out var rest) || UpstreamScheme.Find(schemeText.Text) is not { } scheme)
        {
            problems.Add(schemeText, $"is not a scheme; write for example https://localhost:8080 with one of {UpstreamScheme.Names}");
            return null;
        }

        if (!rest.TryCut(":", out var host, out var portText) || host.Text is not ("localhost" or "127.0.0.1"))
        {
            problems.Add(rest, "is not a port of the application; write localhost:PORT, for example https://localhost:8080");
            return null;
        }

        if (OptionValues.Number(portText.Text, 1, 65535) is not { } port)
        {
            problems.Add(portText, "is not a port (1 to 65535)");
            return null;
        }

        return (scheme, port);
    }
}
