using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Planning.Metadata;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Security;

namespace Injector.Core.Planning;

/// <summary>The pod security violations among the things that one profile adds in this pass.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Items">The violations.</param>
internal readonly record struct ProfileViolations(string Profile, ImmutableArray<SecurityViolation> Items)
{
    /// <summary>Checks only what the plan adds; what is already in the pod is up to the API server. Profiles without violations are omitted.</summary>
    public static ImmutableArray<ProfileViolations> Of(IReadOnlyList<ProfileDraft> drafts, PodView pod, ImmutableArray<PlannedVolume> volumes, MetadataPlanner metadata)
    {
        ImmutableArray<ProfileViolations>.Builder? all = null;
        foreach (var draft in drafts)
        {
            if (Of(draft, pod, volumes, metadata) is { IsEmpty: false } found)
            {
                (all ??= ImmutableArray.CreateBuilder<ProfileViolations>(1)).Add(new ProfileViolations(draft.Name, found));
            }
        }

        return all?.ToImmutable() ?? [];
    }

    private static ImmutableArray<SecurityViolation> Of(ProfileDraft draft, PodView pod, ImmutableArray<PlannedVolume> volumes, MetadataPlanner metadata)
    {
        ImmutableArray<SecurityViolation> found = [];
        foreach (var container in draft.Missing())
        {
            found = found.AddRange(container.Violations);
            if (AnnotationControls.Awakened(pod, container.Name) is { } awakened)
            {
                found = found.Add(awakened);
            }
        }

        foreach (var volume in draft.Prepared.Volumes)
        {
            if (!volume.Violations.IsEmpty && volumes.Any(added => added.Profile == draft.Name && added.Name == volume.Name))
            {
                found = found.AddRange(volume.Violations);
            }
        }

        foreach (var (key, value) in draft.Prepared.Annotations.Entries)
        {
            if (AnnotationControls.Violation(key, value) is { } broken && metadata.Sets(key, value))
            {
                found = found.Add(broken);
            }
        }

        return found;
    }
}
