using System.Collections.Immutable;
using Injector.Core.Rendering;

namespace Injector.Core.Planning.Drafts;

/// <summary>A profile on its way into a plan: rendered again whenever a clash changes what it depends on.</summary>
internal sealed class ProfileDraft
{
    private readonly PreparationCache _cache;

    public ProfileDraft(Preparation preparation, PreparationCache cache)
    {
        _cache = cache;
        Preparation = preparation;
        Prepared = cache.Prepare(preparation);
    }

    public string Name => Preparation.Binding.Profile.Name;

    public Preparation Preparation { get; private set; }

    public PreparedProfile Prepared { get; private set; }

    /// <summary>Digest of what beside the profile's content decides what it adds.</summary>
    public string Inputs { get; set; } = "";

    /// <summary>Which edition of the profile the pod's record speaks of.</summary>
    public RecordedEdition Recorded { get; set; }

    /// <summary>How each container stands in the pod, in the order of <see cref="PreparedProfile.Containers"/>.</summary>
    public ImmutableArray<ContainerMatch> Matches { get; set; } = [];

    /// <summary>The port of the ambassador that probes of the application ask already; <see langword="null"/> when none does.</summary>
    public int? ProbePort { get; set; }

    /// <summary>Ports of the ambassador that the application may declare in its place because they were rewritten.</summary>
    public ImmutableArray<int> PortsAtApplication { get; set; } = [];

    /// <summary>Whether a container of the profile is yet to be added.</summary>
    public bool AddsContainers => CountOurs() < Matches.Length;

    /// <summary>Whether no container of the profile is there yet.</summary>
    public bool AddsAllContainers => CountOurs() == 0;

    /// <summary>Renders again, if anything changed.</summary>
    public void Prepare(Preparation preparation)
    {
        if (!ReferenceEquals(preparation, Preparation))
        {
            Preparation = preparation;
            Prepared = _cache.Prepare(preparation);
        }
    }

    /// <summary>The containers that are yet to be added.</summary>
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
