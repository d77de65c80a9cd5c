using System.Text.Json.Nodes;
using Injector.Core.Ambassador.Model;
using Injector.Core.Ambassador.Options;
using Injector.Core.Json;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Ambassador;

/// <summary>The fields of a section for one pod. Equal requests make equal ambassadors.</summary>
internal sealed record AmbassadorRequest
{
    private const int UsualMaxConnections = 4096;
    private const long UsualMemory = 256L << 20;
    private const int UsualThreads = 2;

    public required string Engine { get; init; }

    public required string Version { get; init; }

    public required string Upstreams { get; init; }

    public required string Inbound { get; init; }

    public required string Config { get; init; }

    public required string Ports { get; init; }

    /// <summary>Whether probes lead to the ambassador: <c>true</c>, <c>false</c>, or nothing for no.</summary>
    public required string RewriteProbes { get; init; }

    /// <summary>Whether declared ports do, likewise.</summary>
    public required string RewritePorts { get; init; }

    /// <summary>The kinds of addresses: <c>ipv4</c>, <c>ipv6</c>, <c>dual</c>, or nothing for the first.</summary>
    public required string Addresses { get; init; }

    public required EngineSettings Settings { get; init; }

    /// <summary>The request but for the port of the administration, which is chosen last and which nothing else depends on.</summary>
    public AmbassadorRequest Texts => this with { Settings = Settings with { AdminPort = 0 } };

    public static AmbassadorRequest Of(TemplateNode settings, IVariableScope scope)
    {
        var fields = TemplateRenderer.TryRender(settings, scope, out var node) && node is JsonObject found ? found : [];
        var version = Text(fields, "version");
        return new AmbassadorRequest
        {
            Engine = Text(fields, "engine"),
            Version = version,
            Upstreams = Text(fields, "upstreams"),
            Inbound = Text(fields, "inbound"),
            Config = Text(fields, "config"),
            Ports = Text(fields, "ports") is { Length: > 0 } range ? range : "19100-19199",
            RewriteProbes = Text(fields, "rewriteProbes"),
            RewritePorts = Text(fields, "rewritePorts"),
            Addresses = Text(fields, "addresses"),
            Settings = new EngineSettings(
                OptionValues.Number(Text(fields, "adminPort"), 1, 65535) ?? 0,
                OptionValues.Number(Text(fields, "maxConnections"), 1, 1_000_000) ?? UsualMaxConnections,
                QuantityText.TryParse(Text(fields, "memory"), out var memory) ? (long)Math.Min(memory, long.MaxValue) : UsualMemory,
                OptionValues.Number(Text(fields, "threads"), 1, 64) ?? UsualThreads,
                System.Version.TryParse(version, out var parsed) ? parsed : null)
            {
                ClusterDomain = Text(fields, "clusterDomain") is { Length: > 0 } domain ? domain : "cluster.local",
                Addresses = Families(Text(fields, "addresses")) ?? AddressFamilies.IPv4,
            },
        };
    }

    /// <summary>The kinds of addresses that a word stands for; <see langword="null"/> for any other word.</summary>
    public static AddressFamilies? Families(string word) => word switch
    {
        "" or "ipv4" => AddressFamilies.IPv4,
        "ipv6" => AddressFamilies.IPv6,
        "dual" => AddressFamilies.Dual,
        _ => null,
    };

    private static string Text(JsonObject fields, string name) => fields[name] is { } value ? value.AsText() ?? RelaxedJson.Text(value) : "";
}
