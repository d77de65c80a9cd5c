using System.Collections.Immutable;
using Injector.Core.Rendering;

namespace Injector.Core.Planning.Drafts;

/// <summary>A profile being planned. It is rendered again whenever resolving a conflict changes its inputs.</summary>
internal sealed class ProfileDraft
{
    public ProfileDraft(Preparation preparation)
    {
        PortRequests = PortRequest.Of(preparation.Binding, preparation.Facts);
        Preparation = PortRequests.IsEmpty ? preparation : preparation with { Ports = [.. PortRequests.Select(request => KeyValuePair.Create(request.Name, request.Preferred))] };
        Prepared = ProfilePreparer.Prepare(Preparation);
    }

    /// <summary>The ports that the profile needs in the pod.</summary>
    public ImmutableArray<PortRequest> PortRequests { get; }

    public string Name => Preparation.Binding.Profile.Name;

    public Preparation Preparation { get; private set; }

    public PreparedProfile Prepared { get; private set; }

    /// <summary>Digest of everything except the profile's content that affects what it adds. Default: empty.</summary>
    public string Inputs { get; set; } = "";

    /// <summary>Which edition of the profile the pod's status annotation records.</summary>
    public RecordedEdition Recorded { get; set; }

    /// <summary>The match of each container in the pod, in the order of <see cref="PreparedProfile.Containers"/>.</summary>
    public ImmutableArray<ContainerMatch> Matches { get; set; } = [];

    /// <summary>The ambassador's port that probes of the application already call; <see langword="null"/> when none does.</summary>
    public int? ProbePort { get; set; }

    /// <summary>Ports of the ambassador that the application may declare on its behalf, because they were rewritten.</summary>
    public ImmutableArray<int> PortsAtApplication { get; set; } = [];

    /// <summary>Whether at least one container of the profile is still missing.</summary>
    public bool AddsContainers => CountOurs() < Matches.Length;

    /// <summary>Whether all containers of the profile are still missing.</summary>
    public bool AddsAllContainers => CountOurs() == 0;

    /// <summary>Renders again unless the input is the same instance.</summary>
    public void Prepare(Preparation preparation)
    {
        if (!ReferenceEquals(preparation, Preparation))
        {
            Preparation = preparation;
            Prepared = ProfilePreparer.Prepare(preparation);
        }
    }

    /// <summary>The containers that are still missing.</summary>
    public ImmutableArray<PreparedContainer> Missing()
    {
        if (AddsAllContainers)
        {
            return Prepared.Containers;
        }

        var missing = ImmutableArray.CreateBuilder<PreparedContainer>();
        for (var i = 0; i < Matches.Length; i++)
        {
            if (Matches[i].State is not MatchState.Ours)
            {
                missing.Add(Prepared.Containers[i]);
            }
        }

        return missing.DrainToImmutable();
    }

    private int CountOurs()
    {
        var count = 0;
        foreach (var match in Matches)
        {
            count += match.State is MatchState.Ours ? 1 : 0;
        }

        return count;
    }
}
