using System.Collections.Immutable;
using Injector.Core.Planning.Application;
using Injector.Core.Planning.Containers;
using Injector.Core.Planning.Drafts;
using Injector.Core.Planning.Editions;
using Injector.Core.Planning.Metadata;
using Injector.Core.Planning.Ports;
using Injector.Core.Planning.Records;
using Injector.Core.Planning.Resources;
using Injector.Core.Planning.Rewrites;
using Injector.Core.Planning.Volumes;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning;

/// <summary>
/// Turns profiles and a pod into a plan: matches existing containers, chooses ports, plans rewrites, variables, mounts and volumes, reports conflicts, and
/// collects what is missing.
/// </summary>
internal sealed class PlanBuilder
{
    private readonly PlanInput _input;
    private readonly PodView _pod;
    private readonly InjectionStatus _status;
    private readonly MessageList _conflicts = new();
    private readonly VolumeSources _sources;
    private readonly bool _isGuaranteed;
    private readonly MessageList _unverified = new();
    private readonly StandingProfiles _editions;
    private readonly ImmutableArray<ProfileDraft> _requested;
    private readonly ImmutableArray<ProfileDraft> _unchanged;
    private readonly ImmutableArray<ProfileDraft> _drafts;

    private PlanBuilder(PlanInput input, bool leavesOtherEditions)
    {
        _input = input;
        _pod = input.Pod;
        _status = input.Status;
        _isGuaranteed = QualityClass.IsGuaranteedByContainers(_pod);
        _requested = [.. input.Bindings.Select(binding => new ProfileDraft(new Preparation
        {
            Binding = binding,
            Facts = input.Facts,
            Keys = input.Settings.Keys,
            Masks = TokenMask.Paths(_pod.MountsToken, input.Settings.TokenMasks),
            KeepGuaranteed = _isGuaranteed && input.Settings.KeepGuaranteed,
            Application = ApplicationCopy.Source(binding.Profile, input.Application, _pod),
        }))];
        _editions = new StandingProfiles(_pod, _status, input.Settings, input.Facts.Mode, _requested, _unverified);
        _unchanged = _editions.Find();
        _drafts = _unchanged.IsEmpty || !leavesOtherEditions ? _requested : _requested.RemoveRange(_unchanged);
        _sources = new VolumeSources(_pod, _drafts);
    }

    /// <summary>Builds the plan; conflicts are part of the result, not exceptions.</summary>
    public static PlanResult Build(PlanInput input)
    {
        var builder = new PlanBuilder(input, leavesOtherEditions: false);
        var result = builder.Build();

        // The pod may carry another edition of a profile. It stays untouched if the plan has conflicts, or would do more than give containers added since then
        // what the others already have.
        return builder._unchanged.IsEmpty || (result.Conflicts.IsEmpty && EditionMixture.IsNone(result.Plan, builder._unchanged, input.Pod, input.Status))
            ? result
            : new PlanBuilder(input, leavesOtherEditions: true).Build();
    }

    private PlanResult Build()
    {
        MatchContainers();
        var targets = TargetSelector.Select(_input, _drafts, _status);
        var rewrites = new RewritePlanner(targets, () => TargetSelector.Bystanders(_input, _drafts, _status), _pod.HostNetwork, _input.Facts.Mode);
        AllocatePorts(rewrites);
        foreach (var draft in _drafts)
        {
            rewrites.Plan(draft);
        }

        var env = PlanApplication(targets);
        CopyApplication(targets);
        var volumes = PlanVolumes();
        CheckPod();
        var stripped = new StrippedFields(_status, _input.Facts.Mode);
        foreach (var draft in _requested)
        {
            stripped.Find(draft);
            if (!_unchanged.Contains(draft))
            {
                OwnContainers.Verify(draft, _status, _unverified);
            }
        }

        var outdated = Outdated();

        var placement = new MessageList();
        var placer = new ContainerPlacer(_pod, _drafts, placement);
        var plan = new InjectionPlan
        {
            Profiles = [.. _requested.Select(Planned)],
            Mode = _input.Facts.Mode,
            InitContainers = placer.InitContainers,
            Containers = placer.Containers,
            Superseded = placer.Superseded,
            Volumes = volumes.Added,
            Application = [.. targets.Where(target => target.ReceivesAnything).Select(target => target.Additions())],
            Rewrites = rewrites.Rewrites,
            Repairs = stripped.Repairs,
            Unrepaired = [.. outdated.Kept, .. stripped.Left.Kept],
            ImagePullSecrets = PullSecrets(),
            RaisedResources = PodResourcesPlanner.Plan(_pod, _drafts.SelectMany(draft => draft.Missing()), placer),
        };
        var warnings = Warnings(targets);
        warnings.AddRange(outdated);
        warnings.AddRange(stripped.Left);
        warnings.AddRange(stripped.Repaired);
        warnings.AddRange(placement);
        plan = plan with { GracePeriod = GracePeriodPlanner.Plan(_pod, _drafts, warnings) };
        warnings.AddRange(env.Warnings);
        warnings.AddRange(rewrites.Warnings);
        using var metadata = PlanMetadata(volumes.DiskEmptyDirs, warnings);
        var violations = ProfileViolations.Of(_drafts, _pod, volumes.Added, metadata);
        return new PlanResult(WithMetadata(plan, metadata, warnings), _conflicts, violations) { Unverified = _unverified };
    }

    private void MatchContainers()
    {
        // Profiles that are left as they are still claim their containers, so they are matched too; their conflicts do not matter.
        var matcher = new ContainerMatcher(_pod, _status);
        foreach (var draft in _requested)
        {
            _input.Cancellation.ThrowIfCancellationRequested();
            matcher.Match(draft, _drafts.Contains(draft) ? _conflicts : new MessageList());
        }
    }

    private void AllocatePorts(RewritePlanner rewrites)
    {
        foreach (var draft in _drafts)
        {
            draft.ProbePort = rewrites.ProbePort(draft, _status);
            draft.PortsAtApplication = rewrites.DeclaredListenerPorts(draft);
        }

        var superseded = _drafts.SelectMany(draft => draft.Matches)
            .Where(match => match.State is MatchState.Partial)
            .Select(match => match.Existing!)
            .ToHashSet();
        var book = new PortReservations(_pod, superseded, _status, AmbassadorPorts());
        var allocator = new PortAllocator(book, _status, _conflicts);
        foreach (var draft in _drafts)
        {
            allocator.Reserve(draft);
        }

        foreach (var draft in _drafts)
        {
            allocator.Allocate(draft);
        }

        foreach (var draft in _drafts)
        {
            allocator.ClaimConstants(draft);
        }
    }

    // A probe of one of these ports calls the ambassador, so the port does not belong to the probe's container.
    private HashSet<int> AmbassadorPorts() =>
    [
        .. _drafts.Select(draft => draft.ProbePort).OfType<int>(),
        .. _drafts.Where(draft => draft.Preparation.Binding.Profile.Ambassador is not null)
            .SelectMany(draft => draft.PortRequests)
            .Where(desired => desired is { IsInbound: true, RangeStart: null })
            .Select(desired => desired.Preferred),
    ];

    private EnvPlanner PlanApplication(ImmutableArray<TargetContainer> targets)
    {
        var mounts = new MountPlanner(targets, _pod, _sources, _conflicts);
        var env = new EnvPlanner(targets, _status, _conflicts);
        foreach (var draft in _drafts)
        {
            _input.Cancellation.ThrowIfCancellationRequested();
            env.Plan(draft);
        }

        // After all variables, because a variable may name the folder that a container mounts.
        foreach (var draft in _drafts)
        {
            mounts.Plan(draft);
        }

        return env;
    }

    // The copy reflects the application after all profiles have added to it, whatever their order.
    private void CopyApplication(ImmutableArray<TargetContainer> targets)
    {
        if (targets.FirstOrDefault(target => ReferenceEquals(target.View, _input.Application)) is { ReceivesAnything: true } target)
        {
            foreach (var draft in _drafts)
            {
                if (draft.Preparation.Application is { } application)
                {
                    draft.Prepare(draft.Preparation with { Application = application.With(target.Additions()) });
                }
            }
        }
    }

    private VolumePlanner PlanVolumes()
    {
        var volumes = new VolumePlanner(_pod, _input.Facts.WorkloadKind, _sources, _conflicts);
        foreach (var draft in _drafts)
        {
            volumes.Plan(draft);
        }

        foreach (var draft in _drafts)
        {
            volumes.CheckMounts(draft);
            foreach (var container in draft.Missing())
            {
                // Only missing containers count: an existing one already includes the author's partial container, without which the profile may contradict
                // itself.
                _conflicts.AddRange(container.Errors);
            }
        }

        return volumes;
    }

    private void CheckPod()
    {
        var superseded = _drafts.SelectMany(draft => draft.Matches).Count(match => match is { State: MatchState.Partial, Existing.IsInit: false });
        if (_pod.Containers.Items.Length - superseded < 1)
        {
            _conflicts.Add("spec.containers has no application container, so there is nothing to add sidecars to");
        }

        // The record, annotations and mounts go by names. The API server refuses such a pod, but only after webhooks have seen it.
        if (DuplicateContainers.Find(_pod) is { } name)
        {
            _conflicts.Add($"the pod has two containers {(name.IsEmpty ? "without a name" : $"named {name}")}, which Kubernetes refuses; give each a name of its own");
        }
    }

    private PlannedProfile Planned(ProfileDraft draft)
    {
        if (_unchanged.Contains(draft))
        {
            return _editions.AsRecorded(draft);
        }

        // The recorded hash says which edition runs; a pass that adds no container must not record a newer one.
        var recorded = draft.AddsContainers ? null : _status.Hash(draft.Name);
        var hash = recorded ?? draft.Preparation.Binding.Profile.ContentHash;
        return new PlannedProfile(draft.Name, hash, draft.Prepared.Ports) { Inputs = recorded is null ? draft.Inputs : _status.Input(draft.Name) ?? draft.Inputs };
    }

    private MessageList Outdated()
    {
        var outdated = new MessageList();
        foreach (var draft in _unchanged)
        {
            outdated.Add($"outdated: {draft.Name} was added by an earlier edition or with other values and stays; create the pod from its own manifest");
        }

        if (_editions.Gone is { } gone)
        {
            outdated.AddRange(gone);
        }

        return outdated;
    }

    private MessageList Warnings(ImmutableArray<TargetContainer> targets)
    {
        var warnings = new MessageList();
        foreach (var draft in _drafts)
        {
            if (_isGuaranteed)
            {
                QualityClass.Warn(draft, _input.Settings.Keys, warnings);
            }

            if (draft.AddsAllContainers)
            {
                warnings.AddRange(draft.Prepared.Warnings);
                FrozenMounts.Find(draft, _sources, targets, warnings);
                ContainerMounts.Warn(draft, _sources, warnings);
                UnreadableFiles.Find(draft, _pod, _sources, targets, warnings);
            }
        }

        EarlyCalls.Find(_drafts, _pod, _input.Facts.Mode, warnings);
        LoopbackProxies.Find(_drafts, targets, warnings);
        return warnings;
    }

    private ImmutableArray<string> PullSecrets() =>
    [
        .. _drafts.SelectMany(draft => draft.Prepared.ImagePullSecrets)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !_pod.ImagePullSecrets.Items.Any(existing => existing.Is(name))),
    ];

    private MetadataPlanner PlanMetadata(List<string> diskVolumes, MessageList warnings)
    {
        var metadata = new MetadataPlanner(_pod, _status, _conflicts, warnings);
        foreach (var draft in _drafts)
        {
            metadata.Plan(draft);
        }

        if (_drafts.Any(draft => !draft.Preparation.Binding.Profile.Sidecars.IsEmpty))
        {
            metadata.KeepDefaultContainer(_input.Facts.AppContainer);
        }

        metadata.AllowEviction(diskVolumes);
        return metadata;
    }

    private InjectionPlan WithMetadata(InjectionPlan plan, MetadataPlanner metadata, MessageList warnings)
    {
        var added = metadata.Planned;
        var record = plan.AddsNothing && added.IsEmpty
            ? null
            : new PlannedRecord(_input.Settings.Keys.Status, StatusKeeper.Add(_status, plan, added, _pod, _input.Settings.Version));
        return plan with
        {
            OtherAnnotations = added.Annotations,
            Labels = added.Labels,
            SafeToEvict = added.SafeToEvict,
            Record = record is not null && metadata.Check(record, _input.Settings.Keys) ? record : null,
            Warnings = warnings.Kept,
            FurtherWarnings = warnings.Count - warnings.Kept.Length,
        };
    }
}
