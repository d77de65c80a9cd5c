using System.Runtime.CompilerServices;
using Injector.Core.Plans.Editions;
using Injector.Core.Profiles;

namespace Injector.Core.Plans.Rendering;

/// <summary>Which facts of a pod a profile reads. Most read none, so that all pods share one rendering.</summary>
internal sealed class ProfileReads
{
    private static readonly ConditionalWeakTable<SidecarProfile, ProfileReads> Known = [];

    private readonly bool _namespace;
    private readonly bool _workloadName;
    private readonly bool _workloadKind;
    private readonly bool _appContainer;
    private readonly bool _appImage;
    private readonly bool _appPullPolicy;
    private readonly bool _appWorkingDir;
    private readonly bool _appUser;
    private readonly bool _lingers;
    private readonly bool _replicas;

    private ProfileReads(SidecarProfile profile)
    {
        foreach (var reference in ProfileReferences.Of(profile))
        {
            _namespace |= reference is { Root: "pod" };
            _workloadName |= reference is { Root: "workload", Name: "name" };
            _workloadKind |= reference is { Root: "workload", Name: "kind" };
            _appContainer |= reference is { Root: "app", Name: "container" };
            _appImage |= reference is { Root: "app", Name: "image" };
            _appPullPolicy |= reference is { Root: "app", Name: "pullPolicy" };
            _appWorkingDir |= reference is { Root: "app", Name: "workingDir" };
            _appUser |= reference is { Root: "app", Name: "user" or "group" };
            _lingers |= reference is { Root: "sidecar", Name: "lingers" or "sleeps" };
            _replicas |= reference is { Root: "workload", Name: "replicas" };
        }
    }

    public static ProfileReads Of(SidecarProfile profile) => Known.GetValue(profile, static profile => new ProfileReads(profile));

    public bool SameFacts(RenderFacts left, RenderFacts right) =>
        (!_namespace || left.Namespace == right.Namespace)
        && (!_workloadName || left.WorkloadName == right.WorkloadName)
        && (!_workloadKind || left.WorkloadKind == right.WorkloadKind)
        && (!_appContainer || left.AppContainer == right.AppContainer)
        && (!_appImage || left.AppImage == right.AppImage)
        && (!_appPullPolicy || left.AppPullPolicy == right.AppPullPolicy)
        && (!_appWorkingDir || left.AppWorkingDir == right.AppWorkingDir)
        && (!_appUser || (left.AppUser, left.AppGroup) == (right.AppUser, right.AppGroup))
        && (!_lingers || (left.Lingers, left.KnowsSleepHook) == (right.Lingers, right.KnowsSleepHook))
        && (!_replicas || left.Replicas == right.Replicas);

    /// <summary>Adds the facts to what a record says of them. A registry's mirror is not told apart, and neither is a pull policy: others rewrite both.</summary>
    public void AddTo(ref InputDigest digest, RenderFacts facts)
    {
        digest.Add(_namespace ? facts.Namespace : null);
        digest.Add(_workloadName ? facts.WorkloadName : null);
        digest.Add(_workloadKind ? facts.WorkloadKind : null);
        digest.Add(_appContainer ? facts.AppContainer : null);
        digest.Add(_appImage ? ImageReference.Name(facts.AppImage) : null);
        digest.Add(_appWorkingDir ? facts.AppWorkingDir : null);
        digest.Add(_appUser ? facts.AppUser ?? -1 : -2);
        digest.Add(_appUser ? facts.AppGroup ?? -1 : -2);
        digest.Add(_lingers ? facts.Lingers ?? -1 : -2);
        digest.Add(_lingers && facts.KnowsSleepHook ? 1 : 0);
    }

    public void AddTo(ref HashCode hash, RenderFacts facts)
    {
        hash.Add(_namespace ? facts.Namespace : null);
        hash.Add(_workloadName ? facts.WorkloadName : null);
        hash.Add(_workloadKind ? facts.WorkloadKind : null);
        hash.Add(_appContainer ? facts.AppContainer : null);
        hash.Add(_appImage ? facts.AppImage : null);
        hash.Add(_appPullPolicy ? facts.AppPullPolicy : null);
        hash.Add(_appWorkingDir ? facts.AppWorkingDir : null);
        hash.Add(_appUser ? (facts.AppUser, facts.AppGroup) : default);
        hash.Add(_lingers ? (facts.Lingers, facts.KnowsSleepHook) : default);
        hash.Add(_replicas ? facts.Replicas : null);
    }
}
