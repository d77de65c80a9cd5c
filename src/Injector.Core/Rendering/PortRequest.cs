using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>A port that a profile needs in one pod.</summary>
/// <param name="Name">Name within the profile.</param>
/// <param name="Preferred">The port to take when it is free.</param>
/// <param name="RangeStart">The first port to try otherwise; <see langword="null"/> when the port is fixed.</param>
/// <param name="RangeEnd">Last port to try.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="HasNamesakes">Whether several ports share the range, so that a port in the range may belong to another one.</param>
internal sealed record PortRequest(string Name, int Preferred, int? RangeStart, int? RangeEnd, string Protocol, bool HasNamesakes)
{
    /// <summary>Whether clients outside the pod, including the kubelet, reach an ambassador on this port.</summary>
    public bool IsInbound => HasNamesakes && ListenerNames.IsInbound(Name);

    /// <summary>The ports of a profile, with those of its ambassador last.</summary>
    public static ImmutableArray<PortRequest> Of(ProfileBinding binding, RenderFacts facts)
    {
        var profile = binding.Profile;
        if (profile.Ports.IsEmpty && profile.Ambassador is null)
        {
            return [];
        }

        var scope = new RenderScope(profile, binding.Parameters, facts, []);
        var compiled = CompiledProfile.Of(profile);
        var values = compiled.Values(scope);
        var requests = new JsonItems<PortRequest>();
        foreach (var (port, preferred, when) in compiled.Ports)
        {
            // Ports may share a name when their conditions exclude each other.
            if (values.Holds(when))
            {
                requests.Add(new PortRequest(port.Name, Preference(port, preferred, values), port.RangeStart, port.RangeEnd, port.Protocol, false));
            }
        }

        if (profile.Ambassador is { } ambassador)
        {
            foreach (var port in ambassador.For(scope, binding.Ambassador).Ports)
            {
                requests.Add(new PortRequest(port.Name, port.Preferred, port.Range?.First, port.Range?.Last, "TCP", true));
            }
        }

        return requests.ToImmutable();
    }

    private static int Preference(ProfilePort port, TemplateProgram preferred, TemplateValues values)
    {
        var draft = JsonDraft.Rent();
        var number = preferred.TryRender(values, draft, out var value) ? value.AsInteger() : null;
        draft.Return();
        return number is >= 0 and <= ushort.MaxValue ? (int)number : port.RangeStart ?? 0;
    }
}
