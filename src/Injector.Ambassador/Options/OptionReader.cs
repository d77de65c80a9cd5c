using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Texts;
using Injector.Grammar.Messages;
using Injector.Grammar.Names;
using Injector.Grammar.Numbers;

namespace Injector.Ambassador.Options;

/// <summary>Reads options one by one, and reports those that do not apply.</summary>
internal sealed class OptionReader(OptionUse direction, ProblemList problems)
{
    /// <summary>Reads <c>name=value&amp;name=value</c>.</summary>
    public TrafficOptions ReadQuery(PlacedText query)
    {
        var options = TrafficOptions.None;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&'))
        {
            if (problems.IsFull)
            {
                break;
            }

            if (!pair.TryCut("=", out var name, out var value))
            {
                problems.Add(pair, "is not name=value; options follow the ? and are joined by &");
            }
            else if (!names.Add(name.Text))
            {
                problems.Add(name, "is there twice; write each option once");
            }
            else
            {
                options = Set(options, name, value);
            }
        }

        return options;
    }

    /// <summary>Sets one option.</summary>
    public TrafficOptions Set(TrafficOptions options, PlacedText name, PlacedText value)
    {
        if (OptionCatalogue.Find(name.Text) is not { } option || (option.Use & direction) == 0)
        {
            problems.Add(name, $"is not an option here; there are {string.Join(", ", Known())}");
            return options;
        }

        if (option.Set(options, value.Text) is { } changed)
        {
            return changed;
        }

        problems.AddAt(value, $"{name.Text}: {Quoted.Text(value.Text)} {option.Rule}");
        return options;
    }

    /// <summary>Reports options that do not apply to a scheme.</summary>
    public void CheckFit(TrafficOptions options, UpstreamScheme scheme, PlacedText place)
    {
        foreach (var option in OptionCatalogue.All.Where(option => option.IsSet(options)))
        {
            if (option.Use.HasFlag(OptionUse.HttpOnly) && !scheme.IsHttp)
            {
                problems.AddAt(place, $"option {option.Name} speaks of requests, and {scheme.Name} has none; remove it, or write http, https, h2c, grpc or grpcs");
            }

            if (option.Use.HasFlag(OptionUse.TlsOnly) && !scheme.IsTls)
            {
                problems.AddAt(place, $"option {option.Name} speaks of TLS, and {scheme.Name} is plain; remove it, or write https, grpcs or tls");
            }
        }
    }

    private IEnumerable<string> Known() => OptionCatalogue.All.Where(option => (option.Use & direction) != 0).Select(option => option.Name);
}

/// <summary>The grammars of option values; each returns <see langword="null"/> for a value that breaks its rule.</summary>
internal static class OptionValues
{
    private const int MaxNames = 8;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(24);

    /// <summary>One millisecond to 24 hours, in whole milliseconds, which both engines can express.</summary>
    public static TimeSpan? Duration(string text) =>
        DurationText.TryParse(text, out var value) && value >= TimeSpan.FromMilliseconds(1) && value <= MaxDuration && value.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? value
            : null;

    /// <summary>The same, or <see cref="TimeSpan.Zero"/> for <c>none</c> and <c>0</c>, Envoy's notation for no limit.</summary>
    public static TimeSpan? DurationOrNone(string text) => text is "none" or "0" or "0s" ? TimeSpan.Zero : Duration(text);

    /// <summary>
    /// The same for idle timeouts: no limit is the longest time that HAProxy can express, in whole days, because it warns about missing timeouts.
    /// </summary>
    public static TimeSpan? Silence(string text) => DurationOrNone(text) is { } value ? value > TimeSpan.Zero ? value : TimeSpan.FromDays(24) : null;

    public static int? Number(string text, int least, int most) =>
        text.Length <= 9 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    public static LoadBalancing? Balancing(string text) => text switch
    {
        "round_robin" => LoadBalancing.RoundRobin,
        "least_request" => new LoadBalancing(LoadBalancingKind.LeastRequest, null),
        "random" => new LoadBalancing(LoadBalancingKind.Random, null),
        "hash::path" => new LoadBalancing(LoadBalancingKind.Hash, ":path"),
        _ when text.StartsWith("hash:", StringComparison.Ordinal) && NameGrammar.IsHeader(text[5..]) => new LoadBalancing(LoadBalancingKind.Hash, text[5..]),
        _ => null,
    };

    public static bool? Methods(string text) => text switch
    {
        "all" => true,
        "idempotent" => false,
        _ => null,
    };

    public static bool? Forwarded(string text) => text switch
    {
        "keep" => false,
        "replace" => true,
        _ => null,
    };

    public static string? Health(string text) => text is "tcp" or "grpc" || NameGrammar.IsPath(text) ? text : null;

    public static CredentialFile? Credential(string text) => text.Split('/') switch
    {
        ["secret" or "configmap", var name] when DnsName.IsSubdomain(name) => new CredentialFile(text[0] == 's', name, "ca.crt"),
        ["secret" or "configmap", var name, var key] when DnsName.IsSubdomain(name) && NameGrammar.IsKey(key) && key is not "tls.key" =>
            new CredentialFile(text[0] == 's', name, key),
        _ => null,
    };

    public static string? Secret(string text) => DnsName.IsSubdomain(text) ? text : null;

    public static string? DnsHost(string text) => DnsName.IsSubdomain(text) && NameGrammar.IsHost(text) && !IsAddress(text) ? text : null;

    public static ImmutableArray<string>? Names(string text)
    {
        var names = text.Split('|');
        return names.Length <= MaxNames && names.All(NameGrammar.IsHost) ? [.. names] : null;
    }

    /// <summary><c>keep</c>, or a host with or without a port.</summary>
    public static string? HostHeader(string text)
    {
        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 ? (text, "80") : (text[..colon], text[(colon + 1)..]);
        return DnsName.IsSubdomain(host) && NameGrammar.IsHost(host) && Number(port, 1, 65535) is not null ? text : null;
    }

    public static bool IsAddress(string host) => host.Contains(':') || System.Net.IPAddress.TryParse(host, out _);
}
