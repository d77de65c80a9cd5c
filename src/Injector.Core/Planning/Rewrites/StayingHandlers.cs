using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Ambassador.Rewrites;
using Injector.Core.Pods;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Rewrites;

/// <summary>
/// Finds probes and hooks that call a port behind an inbound route but are in containers that are never rewritten: native sidecars, which may start before the
/// ambassador and block it until their probe succeeds, and containers that the pod does not name as targets.
/// </summary>
internal static class StayingHandlers
{
    private static readonly ImmutableArray<string> Kinds = ["httpGet", "tcpSocket", "grpc"];

    public static void Find(IEnumerable<ContainerView> bystanders, RewriteRules rules, MessageList warnings)
    {
        foreach (var view in bystanders)
        {
            var container = new RewrittenContainer(view);
            foreach (var field in ProbeRewriter.Probes.Concat(ProbeRewriter.Hooks))
            {
                if (Kinds.Select(kind => Requested(container, container.At(field).Member(kind), rules)).FirstOrDefault(port => port is not null) is { } requested)
                {
                    var reason = view.IsInit
                        ? "nothing of a native sidecar is rewritten, for it may start ahead of the ambassador"
                        : "the container is not part of the application; name it in the annotation containers";
                    warnings.Add(
                        $"{container.Name}: {field[(field.LastIndexOf('/') + 1)..]} stays: it asks port {requested.ToString(CultureInfo.InvariantCulture)}, and {reason}");
                }
            }
        }
    }

    private static int? Requested(RewrittenContainer container, JsonNode? handler, RewriteRules rules) =>
        handler is JsonObject
        && container.Number(handler.Member("port")) is { } port
        && handler.Member("host").AsText() is not { Length: > 0 }
        && rules.ListenerPort(port) is not null
        && !rules.IsListenerPort(port)
            ? port
            : null;
}
