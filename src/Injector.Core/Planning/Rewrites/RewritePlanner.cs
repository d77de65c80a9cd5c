using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;
using Injector.Core.Planning.Drafts;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Rewrites;

/// <summary>
/// Redirects probes, HTTP hooks and declared ports of the application to an ambassador, if the pod requests that. Fields change only in the pass that adds the
/// sidecar, because the configuration of an existing one would not know about them.
/// </summary>
/// <param name="targets">The application containers.</param>
/// <param name="bystanders">The author's containers that are not part of the application.</param>
/// <param name="sharesNodeNetwork">Whether the pod uses the node's network.</param>
/// <param name="mode">How sidecars are added.</param>
internal sealed class RewritePlanner(ImmutableArray<TargetContainer> targets, Func<IEnumerable<ContainerView>> bystanders, bool sharesNodeNetwork, SidecarMode mode)
{
    private readonly MessageList _warnings = new();
    private ImmutableArray<RewrittenContainer>? _containers;

    public MessageList Warnings => _warnings;

    /// <summary>The changes, in the order of the containers.</summary>
    public ImmutableArray<ContainerRewrites> Rewrites =>
        _containers is { } containers ? [.. containers.Where(container => container.HasEdits).Select(container => container.Rewrites)] : [];

    private ImmutableArray<RewrittenContainer> Containers =>
        _containers ??= [.. targets.Where(target => !target.View.IsInit).Select(target => new RewrittenContainer(target.View))];

    /// <summary>
    /// The port that probes and hooks already call because an earlier pass redirected them, whether or not its sidecar is still in the pod;
    /// <see langword="null"/> when none does.
    /// </summary>
    public int? ProbePort(ProfileDraft draft, InjectionStatus status)
    {
        if (draft.Prepared.Rewrites is not { Probes: true } rules)
        {
            return null;
        }

        var recorded = status.Port(draft.Name, ListenerNames.Probes);
        foreach (var probe in Containers.SelectMany(container => ProbeRewriter.Probes.Concat(ProbeRewriter.Hooks).Select(container.At)))
        {
            var port = probe.Member("httpGet") is JsonObject http && ProbeRewriter.InPlace(http, rules) is not null
                ? http["port"].AsInteger()
                : probe.Member("grpc").Member("port").AsInteger() is { } requested && requested == recorded ? requested : null;
            if (port >= PodAmbassador.ProbePorts.First && port <= PodAmbassador.ProbePorts.Last)
            {
                return (int)port;
            }
        }

        return null;
    }

    /// <summary>The ambassador's ports among those that the application declares, in ascending order.</summary>
    public ImmutableArray<int> DeclaredListenerPorts(ProfileDraft draft) => draft.Prepared.Rewrites is { Ports: true } rules
        ? [.. Containers.SelectMany(container => container.DeclaredPorts).Where(rules.IsListenerPort).Distinct().Order()]
        : [];

    /// <summary>Plans the field changes, and renders the profile for the requests of probes and hooks.</summary>
    public void Plan(ProfileDraft draft)
    {
        if (draft.Prepared.Rewrites is not { } rules)
        {
            return;
        }

        var found = new MessageList();
        if (rules.Ports && sharesNodeNetwork)
        {
            found.Add("rewritePorts does nothing with hostNetwork, where each declared port is one of the node");
        }

        var requests = new HashSet<ProbeRequest>();
        foreach (var container in Containers)
        {
            if (container.ExcessiveSize is > 0 and var bytes)
            {
                found.Add($"container {container.Name} has {bytes} bytes of JSON, more than the {ReceivedJson.MaxTree} that can be rewritten, and keeps its probes and ports");
                continue;
            }

            var ports = new PortRewriter(container, rules, found);
            var mayMove = rules.Ports && draft.AddsContainers && !sharesNodeNetwork;
            if (mayMove)
            {
                ports.Rewrite();
            }

            if (rules.Probes)
            {
                requests.UnionWith(new ProbeRewriter(container, rules, Port(draft), draft.AddsContainers, mode is SidecarMode.Native, found).Rewrite());
            }

            if (mayMove)
            {
                ports.KeepHandlers();
            }
        }

        if (draft.AddsAllContainers)
        {
            if (rules.Probes)
            {
                StayingHandlers.Find(bystanders(), rules, found);
            }

            _warnings.AddRange(found.Prefixed(draft.Name));
        }

        var listenerPorts = DeclaredListenerPorts(draft);
        if (requests.Count > 0 || !listenerPorts.IsEmpty)
        {
            ImmutableArray<ProbeRequest> ordered =
                [.. requests.OrderBy(request => request.Kind).ThenBy(request => request.AppPort).ThenBy(request => request.Path, StringComparer.Ordinal)];
            draft.Prepare(draft.Preparation with { Probes = ordered, DeclaredElsewhere = listenerPorts });
        }
    }

    private static int Port(ProfileDraft draft) => draft.Prepared.Ports.First(port => port.Key == ListenerNames.Probes).Value;
}
