using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Composition;
using Injector.Ambassador.Engines;
using Injector.Ambassador.Model;
using Injector.Ambassador.Reading;
using Injector.Ambassador.Rewrites;
using Injector.Ambassador.Texts;
using Injector.Grammar.Messages;

namespace Injector.Ambassador;

/// <summary>The ambassador of one pod: validates its configuration, requests ports, and, once those are chosen, generates what is added to the pod.</summary>
internal sealed class PodAmbassador
{
    private const int DefaultProbePort = 19021;

    /// <summary>Range of ports for probes when the default, 19021, is taken.</summary>
    public static PortRange ProbePorts { get; } = new(19020, 19039);

    private readonly AmbassadorReading _reading;
    private readonly IAmbassadorEngine? _engine;
    private readonly PortRange? _range;
    private readonly ImmutableArray<string> _warnings;

    public PodAmbassador(AmbassadorRequest request, DocumentReader readDocument)
    {
        Request = request;
        JsonNode? tree = null;
        string? error = null;
        if (request.Config.Length > 0)
        {
            tree = readDocument(request.Config, out error);
        }

        _reading = AmbassadorReading.Read(request.Upstreams, request.Inbound, tree);
        _engine = EngineCatalogue.Find(request.Engine);
        _range = PortRange.Read(request.Ports);
        Rewrites = RewriteRules.Of(request.RewriteProbes == "true", request.RewritePorts == "true", _reading.Inbound);
        Ports = [.. PortRequests()];
        (Problems, var warnings) = error is null ? Examine() : ([new Problem(ConfigTree.Source, error), .. _reading.Problems], []);
        _warnings = [.. PlainStarts.Warnings(_reading), .. warnings];
    }

    private PodAmbassador(AmbassadorRequest request, PodAmbassador other)
    {
        Request = request;
        (_reading, _engine, _range, _warnings, Rewrites, Ports, Problems) = (other._reading, other._engine, other._range, other._warnings, other.Rewrites, other.Ports, other.Problems);
    }

    public AmbassadorRequest Request { get; }

    /// <summary>Problems of the configuration, each with the field of the section that it came from. Does not depend on the chosen ports.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>Which probes and ports of the application are redirected to the ambassador; <see langword="null"/> when none are.</summary>
    public RewriteRules? Rewrites { get; }

    /// <summary>The requested listener ports: those set by the user are fixed, the others prefer consecutive numbers in the range.</summary>
    public ImmutableArray<AmbassadorPort> Ports { get; }

    /// <summary>The same ambassador for a request that differs only in the admin port.</summary>
    public PodAmbassador With(AmbassadorRequest request) => new(request, this);

    /// <summary>Generates what is added to the pod; nothing when there are problems.</summary>
    /// <param name="ports">The chosen ports, by name.</param>
    /// <param name="requests">Probe requests of the application that go through the ambassador, in order.</param>
    public AmbassadorAdditions Additions(ImmutableArray<KeyValuePair<string, int>> ports, ImmutableArray<ProbeRequest> requests)
    {
        if (!Problems.IsEmpty || _engine is null)
        {
            return AmbassadorAdditions.None;
        }

        var chosen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, port) in ports)
        {
            chosen[name] = port;
        }

        var model = AmbassadorComposer.Compose(_reading, Request.Settings, chosen, new ProblemList(), requests);
        return new AmbassadorAdditions(
            _engine.Write(model),
            [.. _engine.Companions(model)],
            [.. model.Listeners.Select(listener => listener.Port), .. model.Probes is { } probes ? [probes.Port] : Array.Empty<int>()],
            AmbassadorComposer.Files(_reading),
            [.. _reading.Upstreams.Select(upstream => KeyValuePair.Create(upstream.Name, UpstreamVariables.Of(upstream, chosen[ListenerNames.Outbound(upstream.Name)])))])
        {
            Warnings = _warnings,
        };
    }

    private IEnumerable<AmbassadorPort> PortRequests()
    {
        var own = _reading.Ports().Select(port => port.Number).OfType<int>().ToHashSet();
        var next = _range?.First ?? 0;
        foreach (var (name, number) in _reading.Ports().DistinctBy(port => port.Name))
        {
            if (number is { } given)
            {
                yield return new AmbassadorPort(name, given, null);
                continue;
            }

            while (own.Contains(next))
            {
                next++;
            }

            yield return new AmbassadorPort(name, Math.Min(next++, _range?.Last ?? 0), _range);
        }

        if (Rewrites is { Probes: true })
        {
            yield return new AmbassadorPort(ListenerNames.Probes, DefaultProbePort, ProbePorts);
        }
    }

    /// <summary>Returns the problems; when there are none, the engine's warnings.</summary>
    private (ImmutableArray<Problem> Problems, ImmutableArray<string> Warnings) Examine()
    {
        if (!_reading.Problems.IsEmpty)
        {
            return (_reading.Problems, []);
        }

        var problems = new ProblemList();
        if (_range is null)
        {
            problems.Add("ports", $"{Quoted.Text(Request.Ports)} is not a range of ports from 1024 to 65535 such as 19100-19199");
        }

        if (_engine is null)
        {
            problems.Add("engine", $"there is no engine {Quoted.Text(Request.Engine)}; there are {string.Join(", ", EngineCatalogue.All.Select(engine => engine.Name))}");
        }

        if (AmbassadorRequest.Families(Request.Addresses) is null)
        {
            problems.Add("addresses", $"{Quoted.Text(Request.Addresses)} is none of ipv4, ipv6 and dual");
        }

        if (Request.AccessLog is not ("" or "errors" or "all"))
        {
            problems.Add("accessLog", $"{Quoted.Text(Request.AccessLog)} is neither errors nor all");
        }

        foreach (var (field, message) in Request.WrongValues)
        {
            problems.Add(field, message);
        }

        CheckBoolean("rewriteProbes", Request.RewriteProbes, problems);
        CheckBoolean("rewritePorts", Request.RewritePorts, problems);
        var preferred = Ports.ToDictionary(port => port.Name, port => port.Preferred, StringComparer.Ordinal);
        var model = AmbassadorComposer.Compose(_reading, Request.Settings, preferred, problems, []);
        CheckModel(model, problems);
        return (problems.ToImmutable(), problems.IsEmpty ? [.. _engine?.Warnings(model) ?? []] : []);
    }

    private static void CheckBoolean(string field, string value, ProblemList problems)
    {
        if (value is not ("" or "true" or "false"))
        {
            problems.Add(field, $"{Quoted.Text(value)} is neither true nor false");
        }
    }

    private void CheckModel(AmbassadorModel model, ProblemList problems)
    {
        if (model.Listeners.IsEmpty)
        {
            problems.Add("upstreams", "names no upstream, and there is no inbound route; write for example orders=http://orders.shop.svc:8080");
        }

        if (_engine is null || !problems.IsEmpty)
        {
            return;
        }

        foreach (var refusal in _engine.Refusals(model))
        {
            problems.Add("engine", $"engine {_engine.Name} cannot do what is asked of {refusal}");
        }
    }
}
