using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Rewrites;

/// <summary>
/// Makes probes and HTTP hooks of the application call the ambassador, because the kubelet cannot reach a port on 127.0.0.1. Only the handler changes; earlier
/// rewrites are recognised by port and path.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="rules">Which port leads where.</param>
/// <param name="port">The ambassador's port for probes.</param>
/// <param name="mayEdit">Whether handlers may be rewritten; otherwise only earlier rewrites are found.</param>
/// <param name="isEarly">Whether the ambassador starts before the application, so that it already accepts calls when the application's first hook runs.</param>
/// <param name="warnings">Collects warnings for the pod's creator.</param>
internal sealed class ProbeRewriter(RewrittenContainer container, RewriteRules rules, int port, bool mayEdit, bool isEarly, MessageList warnings)
{
    private readonly ImmutableArray<ProbeRequest>.Builder _requests = ImmutableArray.CreateBuilder<ProbeRequest>();

    /// <summary>The fields that may hold a probe.</summary>
    public static ImmutableArray<string> Probes { get; } = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>The fields that may hold a hook.</summary>
    public static ImmutableArray<string> Hooks { get; } = ["lifecycle/postStart", "lifecycle/preStop"];

    /// <summary>Rewrites what can be rewritten, and returns the requests of all rewritten handlers, earlier ones included.</summary>
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
            else if (hook.Member("tcpSocket") is JsonObject tcp && RequestedPort(tcp) is { } requested)
            {
                // The API server accepts such a hook for backward compatibility; no kubelet has ever run one.
                warnings.Add($"{container.Name}: {Name(field)} stays: the kubelet fails every hook by tcpSocket; ask port {Text(requested)} by httpGet or exec");
            }
        }

        return _requests.DrainToImmutable();
    }

    /// <summary>The request of a probe that was rewritten earlier; <see langword="null"/> for any other probe.</summary>
    public static ProbeRequest? InPlace(JsonObject http, RewriteRules rules) =>
        ProbePath.Read(http["path"].AsText() ?? "") is { } request && rules.ListenerPort(request.AppPort) is not null ? request : null;

    private void RewriteHttp(string field, JsonObject http)
    {
        if (container.Number(http["port"]) is not { } requested || http["host"].AsText() is { Length: > 0 })
        {
            return;
        }

        if (requested == port && InPlace(http, rules) is { } request)
        {
            _requests.Add(request);
        }
        else if (!IsOurs(requested))
        {
        }
        else if (http["scheme"].AsText() is "HTTPS")
        {
            warnings.Add($"{container.Name}: {Name(field)} stays: it asks port {Text(requested)} by HTTPS, and only plain HTTP is rewritten");
        }
        else if (ProbePath.Split(http["path"].AsText() ?? "") is not { } path)
        {
            warnings.Add($"{container.Name}: {Name(field)} stays: its path has more than letters, digits and . _ ~ - + @ : in it");
        }
        else
        {
            var wanted = new ProbeRequest(ProbeKind.Http, requested, path.Path);
            var rewritten = $"{ProbePath.Of(wanted)}{path.Query}";

            // Kubelets before 1.25 prepend a slash to a hook's path even if it already has one.
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
        if (RequestedPort(tcp) is { } requested)
        {
            // An open port of a proxy says nothing about the application, so the probe requests the proxy's view of it instead.
            var wanted = new ProbeRequest(ProbeKind.Tcp, requested, "");
            container.Remove($"{field}/tcpSocket");
            container.Set($"{field}/httpGet", new JsonObject { ["path"] = ProbePath.Of(wanted), ["port"] = port });
            Add(field, wanted);
        }
    }

    private void RewriteGrpc(string field, JsonObject grpc)
    {
        var requested = container.Number(grpc["port"]);
        if (requested == port && rules.GrpcPort is { } inPlace)
        {
            _requests.Add(new ProbeRequest(ProbeKind.Grpc, inPlace, ""));
        }
        else if (requested is { } number && IsOurs(number))
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

    private void Add(string field, ProbeRequest request)
    {
        _requests.Add(request);
        container.Describe($"{Name(field)} now asks the ambassador (port {Text(port)}, {ProbePath.Of(request)})");
    }

    /// <summary>The application's port behind an inbound route that a handler connects to; <see langword="null"/> for any other port.</summary>
    private int? RequestedPort(JsonObject tcp) =>
        container.Number(tcp["port"]) is { } requested && IsOurs(requested) && tcp["host"].AsText() is not { Length: > 0 } ? requested : null;

    private static bool IsHook(string field) => field.Contains('/', StringComparison.Ordinal);

    private static string Name(string field) => field[(field.LastIndexOf('/') + 1)..];

    private bool IsOurs(int requested) => mayEdit && rules.ListenerPort(requested) is not null && !rules.IsListenerPort(requested);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
