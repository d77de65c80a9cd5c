using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;
using Injector.Grammar.Names;
using Injector.Grammar.Numbers;

namespace Injector.Ambassador;

/// <summary>The fields of a section for one pod. Equal requests produce equal ambassadors.</summary>
internal sealed record AmbassadorRequest
{
    private const int DefaultMaxConnections = 4096;
    private const long DefaultMemory = 256L << 20;
    private const int DefaultThreads = 2;

    public required string Engine { get; init; }

    public required string Version { get; init; }

    public required string Upstreams { get; init; }

    public required string Inbound { get; init; }

    public required string Config { get; init; }

    public required string Ports { get; init; }

    /// <summary>Whether probes lead to the ambassador: <c>true</c>, <c>false</c>, or empty for no.</summary>
    public required string RewriteProbes { get; init; }

    /// <summary>Whether declared ports lead to the ambassador, likewise.</summary>
    public required string RewritePorts { get; init; }

    /// <summary>The kinds of addresses: <c>ipv4</c>, <c>ipv6</c>, <c>dual</c>, or empty for the first.</summary>
    public required string Addresses { get; init; }

    /// <summary>What is logged: <c>errors</c>, <c>all</c>, or empty for the first.</summary>
    public required string AccessLog { get; init; }

    public required EngineSettings Settings { get; init; }

    /// <summary>
    /// Invalid values, for which the fields of <see cref="Settings"/> keep their defaults. A request with one is not equal to any other, which costs nothing:
    /// it is denied.
    /// </summary>
    public ImmutableArray<Problem> WrongValues { get; init; } = [];

    /// <summary>The request without the admin port, which is chosen last and which nothing else depends on.</summary>
    public AmbassadorRequest Texts => this with { Settings = Settings with { AdminPort = 0 } };

    /// <summary>Reads the fields of a section after its variables have been resolved.</summary>
    /// <param name="fields">The fields; missing ones have their defaults.</param>
    /// <param name="podNamespace">Namespace of the pod; empty if unknown.</param>
    public static AmbassadorRequest Of(JsonDraftNode fields, string podNamespace)
    {
        var problems = new ProblemList();
        var engine = ReadSettings(fields, problems) with
        {
            Namespace = podNamespace,
            LogsEverything = Text(fields, "accessLog") is "all",
        };
        return new AmbassadorRequest
        {
            Engine = Text(fields, "engine"),
            Version = Text(fields, "version"),
            Upstreams = Text(fields, "upstreams"),
            Inbound = Text(fields, "inbound"),
            Config = Text(fields, "config"),
            Ports = Text(fields, "ports") is { Length: > 0 } range ? range : "19100-19199",
            RewriteProbes = Text(fields, "rewriteProbes"),
            RewritePorts = Text(fields, "rewritePorts"),
            Addresses = Text(fields, "addresses"),
            AccessLog = Text(fields, "accessLog"),
            Settings = engine,
            WrongValues = problems.ToImmutable(),
        };
    }

    /// <summary>The address families for a word; <see langword="null"/> for any other word.</summary>
    public static AddressFamilies? Families(string word) => word switch
    {
        "" or "ipv4" => AddressFamilies.IPv4,
        "ipv6" => AddressFamilies.IPv6,
        "dual" => AddressFamilies.Dual,
        _ => null,
    };

    // A port that is not chosen yet has no value; neither has a parameter without a default.
    private static EngineSettings ReadSettings(JsonDraftNode fields, ProblemList problems)
    {
        var (memory, version, domain) = (Text(fields, "memory"), Text(fields, "version"), Text(fields, "clusterDomain"));
        if (!QuantityText.TryParse(memory, out var bytes) || bytes < 1)
        {
            Refuse("memory", memory, "a quantity of at least 1, such as 256Mi");
            bytes = DefaultMemory;
        }
        else if (ByteAmount.Check(memory) is { } wrong)
        {
            problems.Add("memory", $"{Quoted.Text(memory)} {wrong}");
        }

        if (!System.Version.TryParse(version, out var parsed))
        {
            Refuse("version", version, "a version such as 1.38");
        }

        if (!DnsName.IsSubdomain(domain))
        {
            Refuse("clusterDomain", domain, "the domain of a cluster, such as cluster.local");
            domain = "cluster.local";
        }

        return new EngineSettings(Number("adminPort", 65535) ?? 0, Number("maxConnections", 1_000_000) ?? DefaultMaxConnections, (long)bytes, Number("threads", 64) ?? DefaultThreads, parsed)
        {
            ClusterDomain = domain,
            Addresses = Families(Text(fields, "addresses")) ?? AddressFamilies.IPv4,
        };

        int? Number(string name, int max)
        {
            var text = Text(fields, name);
            var number = OptionValues.Number(text, 1, max);
            if (number is null && text.Length > 0)
            {
                Refuse(name, text, $"a whole number from 1 to {max}");
            }

            return number;
        }

        void Refuse(string name, string text, string rule)
        {
            if (text.Length > 0)
            {
                problems.Add(name, $"{Quoted.Text(text)} is not {rule}");
            }
        }
    }

    private static string Text(JsonDraftNode fields, string name) => fields.Member(name) is { Exists: true } value ? value.ScalarText() : "";
}
