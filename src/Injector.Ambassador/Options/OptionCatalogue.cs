using System.Collections.Immutable;

namespace Injector.Ambassador.Options;

/// <summary>The options of upstreams and inbound routes.</summary>
internal static class OptionCatalogue
{
    private const int MaxLoad = 1_000_000;
    private const string DurationRule = "is not a duration from 1ms to 24h such as 500ms, 2s or 1m30s";
    private const string LoadRule = "is not a whole number from 1 to 1000000";
    private const string TimesRule = "is not a whole number from 1 to 100";
    private const string CaRule = "is not secret/NAME, secret/NAME/KEY, configmap/NAME or configmap/NAME/KEY (KEY is ca.crt unless stated)";
    private const string SecretRule = "is not the name of a Secret (its keys tls.crt and tls.key are taken)";

    /// <summary>The options in the order of the documentation.</summary>
    public static ImmutableArray<TrafficOption> All { get; } =
    [
        new("lb", OptionUse.Outbound, "is not round_robin, least_request, random, hash:HEADER (in lower case) or hash::path",
            (options, text) => OptionValues.Balancing(text) is { } value ? options with { Balancing = value } : null, options => options.Balancing is not null),
        new("timeout", OptionUse.Both | OptionUse.HttpOnly, DurationRule + ", nor none",
            (options, text) => OptionValues.DurationOrNone(text) is { } value ? options with { Timeout = value } : null, options => options.Timeout is not null),
        new("connect", OptionUse.Both, DurationRule,
            (options, text) => OptionValues.Duration(text) is { } value ? options with { Connect = value } : null, options => options.Connect is not null),
        new("idle", OptionUse.Both, DurationRule + ", nor none",
            (options, text) => OptionValues.Silence(text) is { } value ? options with { Idle = value } : null, options => options.Idle is not null),
        new("retries", OptionUse.Outbound, "is not a whole number from 0 to 10",
            (options, text) => OptionValues.Number(text, 0, 10) is { } value ? options with { Retries = value } : null, options => options.Retries is not null),
        new("retryMethods", OptionUse.Outbound | OptionUse.HttpOnly, "is not idempotent or all",
            (options, text) => OptionValues.Methods(text) is { } value ? options with { RetryAnyMethod = value } : null, options => options.RetryAnyMethod is not null),
        new("perTry", OptionUse.Outbound | OptionUse.HttpOnly, DurationRule + ", nor none",
            (options, text) => OptionValues.DurationOrNone(text) is { } value ? options with { PerTry = value } : null, options => options.PerTry is not null),
        new("maxConnections", OptionUse.Both, LoadRule,
            (options, text) => OptionValues.Number(text, 1, MaxLoad) is { } value ? options with { MaxConnections = value } : null, options => options.MaxConnections is not null),
        new("maxPending", OptionUse.Outbound, LoadRule,
            (options, text) => OptionValues.Number(text, 1, MaxLoad) is { } value ? options with { MaxPending = value } : null, options => options.MaxPending is not null),
        new("maxRequests", OptionUse.Both | OptionUse.HttpOnly, LoadRule,
            (options, text) => OptionValues.Number(text, 1, MaxLoad) is { } value ? options with { MaxRequests = value } : null, options => options.MaxRequests is not null),
        new("rate", OptionUse.Inbound | OptionUse.HttpOnly, LoadRule + " (requests a second)",
            (options, text) => OptionValues.Number(text, 1, MaxLoad) is { } value ? options with { Rate = value } : null, options => options.Rate is not null),
        new("outlier", OptionUse.Outbound, "is not a whole number from 1 to 1000 (errors in a row)",
            (options, text) => OptionValues.Number(text, 1, 1000) is { } value ? options with { Outlier = value } : null, options => options.Outlier is not null),
        new("ejectFor", OptionUse.Outbound, DurationRule,
            (options, text) => OptionValues.Duration(text) is { } value ? options with { EjectFor = value } : null, options => options.EjectFor is not null),
        new("ejectMax", OptionUse.Outbound, TimesRule + " (percent)",
            (options, text) => OptionValues.Number(text, 1, 100) is { } value ? options with { EjectMax = value } : null, options => options.EjectMax is not null),
        new("health", OptionUse.Outbound, "is not tcp, grpc or a path such as /healthz",
            (options, text) => OptionValues.Health(text) is { } value ? options with { Health = value } : null, options => options.Health is not null),
        new("healthInterval", OptionUse.Outbound, DurationRule,
            (options, text) => OptionValues.Duration(text) is { } value ? options with { HealthInterval = value } : null, options => options.HealthInterval is not null),
        new("healthTimeout", OptionUse.Outbound, DurationRule,
            (options, text) => OptionValues.Duration(text) is { } value ? options with { HealthTimeout = value } : null, options => options.HealthTimeout is not null),
        new("unhealthyAfter", OptionUse.Outbound, TimesRule,
            (options, text) => OptionValues.Number(text, 1, 100) is { } value ? options with { UnhealthyAfter = value } : null, options => options.UnhealthyAfter is not null),
        new("healthyAfter", OptionUse.Outbound, TimesRule,
            (options, text) => OptionValues.Number(text, 1, 100) is { } value ? options with { HealthyAfter = value } : null, options => options.HealthyAfter is not null),
        new("sni", OptionUse.Outbound | OptionUse.TlsOnly, "is not a DNS name",
            (options, text) => OptionValues.DnsHost(text) is { } value ? options with { Sni = value } : null, options => options.Sni is not null),
        new("ca", OptionUse.Outbound | OptionUse.TlsOnly, CaRule + " or system",
            (options, text) => text is "system" ? options with { Ca = null, SystemCa = true }
                : OptionValues.Credential(text) is { } value ? options with { Ca = value, SystemCa = false } : null,
            options => options.Ca is not null || options.SystemCa),
        new("san", OptionUse.Outbound | OptionUse.TlsOnly, "is not a DNS name or IP address, or several joined by |",
            (options, text) => OptionValues.Names(text) is { } value ? options with { SubjectNames = value } : null, options => options.SubjectNames is not null),
        new("cert", OptionUse.Both | OptionUse.TlsOnly, SecretRule,
            (options, text) => OptionValues.Secret(text) is { } value ? options with { Certificate = value } : null, options => options.Certificate is not null),
        new("clientCa", OptionUse.Inbound | OptionUse.TlsOnly, CaRule,
            (options, text) => OptionValues.Credential(text) is { } value ? options with { ClientCa = value } : null, options => options.ClientCa is not null),
        new("forwarded", OptionUse.Inbound | OptionUse.HttpOnly, "is not keep (a proxy in front is trusted) or replace (what clients say of where they come from is dropped)",
            (options, text) => OptionValues.Forwarded(text) is { } value ? options with { ReplaceForwarded = value } : null, options => options.ReplaceForwarded is not null),
        new("host", OptionUse.Both | OptionUse.HttpOnly, "is not keep, a DNS name, or a DNS name with a port",
            (options, text) => OptionValues.HostHeader(text) is { } value ? options with { Host = value } : null, options => options.Host is not null),
    ];

    /// <summary>The options that apply to a route as a whole, whichever target a request goes to.</summary>
    public static ImmutableArray<string> OfRoute { get; } = ["timeout", "perTry", "retries", "retryMethods"];

    /// <summary>The option of that name; <see langword="null"/> when there is none.</summary>
    public static TrafficOption? Find(string name) => All.FirstOrDefault(option => option.Name == name);
}

/// <summary>An option of upstreams and inbound routes.</summary>
/// <param name="Name">Name as written.</param>
/// <param name="Use">Where it applies.</param>
/// <param name="Rule">The rule for a value, phrased to follow an invalid one in a sentence.</param>
/// <param name="Set">Sets the value; <see langword="null"/> for a value that breaks the rule.</param>
/// <param name="IsSet">Whether the option is set.</param>
internal sealed record TrafficOption(
    string Name,
    OptionUse Use,
    string Rule,
    Func<TrafficOptions, string, TrafficOptions?> Set,
    Func<TrafficOptions, bool> IsSet);

/// <summary>Where an option applies.</summary>
[Flags]
internal enum OptionUse
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>Towards the outside.</summary>
    Outbound = 1,

    /// <summary>Towards the application.</summary>
    Inbound = 2,

    /// <summary>In both directions.</summary>
    Both = Outbound | Inbound,

    /// <summary>Only where HTTP is spoken.</summary>
    HttpOnly = 4,

    /// <summary>Only with TLS.</summary>
    TlsOnly = 8,
}
