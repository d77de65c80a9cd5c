using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Core.Planning.Drafts;
using Injector.Core.Rendering;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Ports;

/// <summary>Chooses the ports of profiles: the preferred one, else the next free one in the range; deterministic, and stable across passes.</summary>
internal sealed class PortAllocator(PortReservations book, InjectionStatus status, MessageList conflicts)
{
    private readonly Dictionary<(ProfileDraft, string), (int[] Numbers, HashSet<int> Known)> _declared = [];

    /// <summary>Claims the fixed ports of a profile, before those that may be any in a range.</summary>
    public void Reserve(ProfileDraft draft)
    {
        foreach (var desired in draft.PortRequests)
        {
            if (desired.RangeStart is null && AlreadyChosen(draft, desired) is null)
            {
                book.TryClaim(desired.Preferred, desired.Protocol, Holder(draft, desired));
            }
        }
    }

    /// <summary>Chooses the ports of a profile whose containers have been matched.</summary>
    public void Allocate(ProfileDraft draft)
    {
        var requests = draft.PortRequests;
        if (requests.IsEmpty)
        {
            return;
        }

        var chosen = requests.Select(desired => new KeyValuePair<string, int>(desired.Name, Choose(draft, desired))).ToImmutableArray();
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
            var protocol = PortReservations.ProtocolOf(port);
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

    private static PortHolder Holder(ProfileDraft draft, PortRequest desired) => new(draft.Name, desired.Name, null);

    // Existing probes that call the ambassador determine its port.
    private static int Preferred(ProfileDraft draft, PortRequest port) =>
        port.Name == ListenerNames.Probes && draft.ProbePort is { } probed ? probed : port.Preferred;

    private int Choose(ProfileDraft draft, PortRequest port)
    {
        if (AlreadyChosen(draft, port) is { } existing)
        {
            return existing;
        }

        var (preferred, holder) = (Preferred(draft, port), Holder(draft, port));
        if (book.TryClaim(preferred, port.Protocol, holder) || book.HolderOf(preferred, port.Protocol) == holder)
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

    /// <summary>The port that an earlier pass chose: the recorded one, else the one that our container declares.</summary>
    private int? AlreadyChosen(ProfileDraft draft, PortRequest port)
    {
        if (draft.AddsAllContainers)
        {
            return null;
        }

        if (port.RangeStart is null && draft.PortsAtApplication.Contains(port.Preferred))
        {
            return port.Preferred;
        }

        var declared = Declared(draft, port.Protocol);
        if (status.Port(draft.Name, port.Name) is { } recorded && (declared.Known.Contains(recorded) || (draft.Recorded is RecordedEdition.Same && IsInRange(recorded, port))))
        {
            // A port that serves only the pod itself is declared nowhere.
            return recorded;
        }

        if (declared.Numbers.Length == 0)
        {
            return null;
        }

        if (Preferred(draft, port) is var preferred && declared.Known.Contains(preferred))
        {
            return preferred;
        }

        return port.HasNamesakes ? null : InRange(declared.Numbers, port);
    }

    /// <summary>The ports of a protocol that the profile's containers in the pod declare; read once because both a profile and a pod may have many.</summary>
    private (int[] Numbers, HashSet<int> Known) Declared(ProfileDraft draft, string protocol)
    {
        if (!_declared.TryGetValue((draft, protocol), out var declared))
        {
            int[] numbers =
            [
                .. draft.Matches
                    .Where(match => match.State is MatchState.Ours)
                    .SelectMany(match => match.Existing!.Ports)
                    .Where(candidate => PortReservations.ProtocolOf(candidate) == protocol)
                    .Select(candidate => candidate.Number),
            ];
            _declared[(draft, protocol)] = declared = (numbers, [.. numbers]);
        }

        return declared;
    }

    private static bool IsInRange(int number, PortRequest port) => number >= port.RangeStart && number <= port.RangeEnd;

    private static int? InRange(int[] declared, PortRequest port)
    {
        foreach (var candidate in declared)
        {
            if (IsInRange(candidate, port))
            {
                return candidate;
            }
        }

        return null;
    }
}
