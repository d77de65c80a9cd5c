using System.Collections.Immutable;
using Injector.Core.Decisions.Requests;
using Injector.Core.Plans.Containers;
using Injector.Core.Plans.Rendering;
using Injector.Core.Plans.Status;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Plans.Ports;

/// <summary>Chooses the ports of profiles: the preferred one, else the next free one of the range; deterministic, and stable over passes.</summary>
internal sealed class PortAllocator(PortBook book, InjectionStatus status, ImmutableArray<string>.Builder conflicts)
{
    /// <summary>The ports as preferred, before anything is known of the pod.</summary>
    public static ImmutableArray<KeyValuePair<string, int>> Preferred(ProfileBinding binding, RenderFacts facts)
    {
        if (binding.Profile.Ports.IsEmpty)
        {
            return [];
        }

        var scope = new RenderScope(binding.Profile, binding.Parameters, facts, []);
        return [.. Needed(binding.Profile, scope).Select(port => new KeyValuePair<string, int>(port.Name, Preferred(port, scope)))];
    }

    /// <summary>Chooses the ports of a profile whose containers have been matched.</summary>
    public void Allocate(ProfileDraft draft)
    {
        var binding = draft.Preparation.Binding;
        if (binding.Profile.Ports.IsEmpty)
        {
            return;
        }

        var scope = new RenderScope(binding.Profile, binding.Parameters, draft.Preparation.Facts, []);
        var chosen = Needed(binding.Profile, scope)
            .Zip(draft.Preparation.Ports, (port, preferred) => new KeyValuePair<string, int>(port.Name, Choose(draft, port, preferred.Value)))
            .ToImmutableArray();
        if (!chosen.SequenceEqual(draft.Preparation.Ports))
        {
            draft.Prepare(draft.Preparation with { Ports = chosen });
        }
    }

    /// <summary>Claims the ports that a profile's containers declare as constants.</summary>
    public void ClaimConstants(ProfileDraft draft)
    {
        foreach (var container in draft.Missing())
        {
            if (container.View.RunsBesideApplication)
            {
                ClaimConstants(draft, container);
            }
        }
    }

    private void ClaimConstants(ProfileDraft draft, PreparedContainer container)
    {
        var holder = new PortHolder(draft.Name, null, container.Name);
        foreach (var port in container.View.Ports)
        {
            var protocol = PortBook.ProtocolOf(port);
            if (!IsChosen(draft, port.Number) && !book.TryClaim(port.Number, protocol, holder) && book.HolderOf(port.Number, protocol) != holder)
            {
                conflicts.Add($"{holder} listens on {protocol} port {port.Number}, which {book.HolderOf(port.Number, protocol)} uses already");
            }
        }
    }

    private static bool IsChosen(ProfileDraft draft, int number)
    {
        foreach (var chosen in draft.Prepared.Ports)
        {
            if (chosen.Value == number)
            {
                return true;
            }
        }

        return false;
    }

    // Ports may share a name when their conditions exclude each other.
    private static IEnumerable<ProfilePort> Needed(SidecarProfile profile, RenderScope scope) =>
        profile.Ports.Where(port => port.When?.Holds(scope) != false);

    private static int Preferred(ProfilePort port, RenderScope scope) =>
        TemplateRenderer.TryRender(port.Preferred, scope, out var value) && value is not null && value.AsValue().TryGetValue<long>(out var number)
            ? (int)number
            : port.RangeStart ?? 0;

    private int Choose(ProfileDraft draft, ProfilePort port, int preferred)
    {
        if (AlreadyChosen(draft, port, preferred) is { } existing)
        {
            return existing;
        }

        var holder = new PortHolder(draft.Name, port.Name, null);
        if (book.TryClaim(preferred, port.Protocol, holder))
        {
            return preferred;
        }

        if (port is { RangeStart: { } first, RangeEnd: { } last })
        {
            for (var candidate = first; candidate <= last; candidate++)
            {
                if (book.TryClaim(candidate, port.Protocol, holder))
                {
                    return candidate;
                }
            }

            conflicts.Add($"{holder} finds no free {port.Protocol} port from {first} to {last}");
            return preferred;
        }

        conflicts.Add($"{holder} is fixed at {port.Protocol} {preferred}, which {book.HolderOf(preferred, port.Protocol)} uses already");
        return preferred;
    }

    /// <summary>The port that an earlier pass chose: the one on record, else the one that our container declares.</summary>
    private int? AlreadyChosen(ProfileDraft draft, ProfilePort port, int preferred)
    {
        if (draft.AddsAllContainers)
        {
            return null;
        }

        var declared = draft.Matches
            .Where(match => match.State is MatchState.Ours)
            .SelectMany(match => match.Existing!.Ports)
            .Where(candidate => PortBook.ProtocolOf(candidate) == port.Protocol)
            .Select(candidate => candidate.Number)
            .ToArray();
        if (declared.Length == 0)
        {
            return null;
        }

        if (status.Port(draft.Name, port.Name) is { } recorded && declared.Contains(recorded))
        {
            return recorded;
        }

        return declared.Contains(preferred) ? preferred : InRange(declared, port);
    }

    private static int? InRange(int[] declared, ProfilePort port)
    {
        foreach (var candidate in declared)
        {
            if (candidate >= port.RangeStart && candidate <= port.RangeEnd)
            {
                return candidate;
            }
        }

        return null;
    }
}
