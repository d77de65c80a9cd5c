using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Rewrites;

/// <summary>
/// Makes probes and HTTP hooks of the application ask the ambassador, for the kubelet does not reach a port on 127.0.0.1. Only the handler changes;
/// what was rewritten earlier is recognised by its port and path.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="rules">What leads where.</param>
/// <param name="port">The ambassador's port for probes.</param>
/// <param name="mayEdit">Whether handlers may be rewritten; otherwise only those are found that are already.</param>
/// <param name="isEarly">Whether the ambassador starts ahead of the application, so that it takes calls when the application's first hook is run.</param>
/// <param name="warnings">Takes what whoever creates the pod should know.</param>
internal sealed class ProbeRewriter(RewrittenContainer container, RewriteRules rules, int port, bool mayEdit, bool isEarly, MessageList warnings)
{
    private readonly ImmutableArray<ProbeRequest>.Builder _asks = ImmutableArray.CreateBuilder<ProbeRequest>();

    /// <summary>Where a container has probes.</summary>
    public static ImmutableArray<string> Probes { get; } = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>Where a container has hooks.</summary>
    public static ImmutableArray<string> Hooks { get; } = ["lifecycle/postStart", "lifecycle/preStop"];

    /// <summary>Rewrites what can be, and says what all rewritten handlers ask.</summary>
    public ImmutableArray<ProbeRequest> Rewrite()
    {
        foreach (var field in Probes.Where(field => !container.IsTaken(field)))
        {
            var probe = container.Tree[field];
            if (probe.Member("httpGet") is JsonObject http)
            {
                RewriteHttp(field, http);
            }
            else if (probe.Member("tcpSocket") is JsonObject tcp)
            {
                RewriteTcp(field, tcp);
            }
            else if (probe.Member("grpc") is JsonObject grpc)
            {
                RewriteGrpc(field, grpc);
            }
        }

        foreach (var field in Hooks.Where(field => !container.IsTaken(field)))
        {
            var hook = container.At(field);
            if (hook.Member("httpGet") is JsonObject http)
            {
                RewriteHttp(field, http);
            }
            else if (hook.Member("tcpSocket") is JsonObject tcp && Requests(tcp) is { } asked)
            {
                // The API server takes such a hook for old times' sake; no kubelet has ever run one.
                warnings.Add($"{container.Name}: {Name(field)} stays: the kubelet fails every hook by tcpSocket; ask port {Text(asked)} by httpGet or exec");
            }
        }

        return _asks.DrainToImmutable();
    }

    /// <summary>What a probe that was rewritten earlier asks; <see langword="null"/> for any other.</summary>
    public static ProbeRequest? InPlace(JsonObject http, RewriteRules rules) =>
        ProbePath.Read(http["path"].AsText() ?? "") is { } ask && rules.ListenerPort(ask.AppPort) is not null ? ask : null;

    private void RewriteHttp(string field, JsonObject http)
    {
        if (container.Number(http["port"]) is not { } asked || http["host"].AsText() is { Length: > 0 })
        {
            return;
        }

        if (asked == port && InPlace(http, rules) is { } ask)
        {
            _asks.Add(ask);
        }
        else if (!IsOurs(asked))
        {
        }
        else if (http["scheme"].AsText() is "HTTPS")
        {
            warnings.Add($"{container.Name}: {Name(field)} stays: it asks port {Text(asked)} by HTTPS, and only plain HTTP is rewritten");
        }
        else if (ProbePath.Split(http["path"].AsText() ?? "") is not { } path)
        {
            warnings.Add($"{container.Name}: {Name(field)} stays: its path has more than letters, digits and . _ ~ - + @ : in it");
        }
        else
        {
            var wanted = new ProbeRequest(ProbeKind.Http, asked, path.Path);
            var rewritten = $"{ProbePath.Of(wanted)}{path.Query}";

            // Kubelets before 1.25 put a slash ahead of a hook's path whether or not it has one.
            container.Set($"{field}/httpGet/path", IsHook(field) ? rewritten[1..] : rewritten);
            container.Set($"{field}/httpGet/port", port);
            Add(field, wanted);
            if (!isEarly && field is "lifecycle/postStart")
            {
                warnings.Add($"{container.Name}: postStart may ask before the ambassador listens, and the kubelet then starts {container.Name} again; use sidecar-mode native");
            }
        }
    }

    private void RewriteTcp(string field, JsonObject tcp)
    {
        if (Requests(tcp) is { } asked)
        {
            // A port of a proxy that accepts says nothing about the application, so the proxy is asked instead what it knows of it.
            var wanted = new ProbeRequest(ProbeKind.Tcp, asked, "");
            container.Remove($"{field}/tcpSocket");
            container.Set($"{field}/httpGet", new JsonObject { ["path"] = ProbePath.Of(wanted), ["port"] = port });
            Add(field, wanted);
        }
    }

    private void RewriteGrpc(string field, JsonObject grpc)
    {
        var asked = container.Number(grpc["port"]);
        if (asked == port && rules.GrpcPort is { } inPlace)
        {
            _asks.Add(new ProbeRequest(ProbeKind.Grpc, inPlace, ""));
        }
        else if (asked is { } number && IsOurs(number))
        {
            if (number != rules.GrpcPort)
            {
                warnings.Add(rules.GrpcPort is { } served
                    ? $"{container.Name}: {field} stays: through the ambassador gRPC asks one port, {Text(served)}, and not {Text(number)}"
                    : $"{container.Name}: {field} stays: no inbound route leads to a port by grpc, grpcs or h2c");
                return;
            }

            container.Set($"{field}/grpc/port", port);
            Add(field, new ProbeRequest(ProbeKind.Grpc, number, ""));
        }
    }

    private void Add(string field, ProbeRequest ask)
    {
        _asks.Add(ask);
        container.Describe($"{Name(field)} now asks the ambassador (port {Text(port)}, {ProbePath.Of(ask)})");
    }

    /// <summary>The application's port behind an inbound route that a handler connects to; <see langword="null"/> for any other.</summary>
    private int? Requests(JsonObject tcp) =>
        container.Number(tcp["port"]) is { } asked && IsOurs(asked) && tcp["host"].AsText() is not { Length: > 0 } ? asked : null;

    private static bool IsHook(string field) => field.Contains('/', StringComparison.Ordinal);

    private static string Name(string field) => field[(field.LastIndexOf('/') + 1)..];

    private bool IsOurs(int asked) => mayEdit && rules.ListenerPort(asked) is not null && !rules.IsListenerPort(asked);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
