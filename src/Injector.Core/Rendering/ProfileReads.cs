using System.Runtime.CompilerServices;
using Injector.Core.Profiles;
using Injector.Core.Requests;

namespace Injector.Core.Rendering;

/// <summary>The facts of a pod that a profile reads. Most read none, so all pods share one rendering.</summary>
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

    /// <summary>Adds the available facts to a digest. It ignores the image's registry and the pull policy, because others rewrite both.</summary>
    public void AddTo(ref InputDigest digest, RenderFacts facts)
    {
        AddIf(_namespace, ref digest, "namespace", facts.Namespace);
        AddIf(_workloadName, ref digest, "workload", facts.WorkloadName);
        AddIf(_workloadKind, ref digest, "kind", facts.WorkloadKind);
        AddIf(_appContainer, ref digest, "container", facts.AppContainer);
        AddIf(_appWorkingDir, ref digest, "workingDir", facts.AppWorkingDir);
        if (_appImage)
        {
            digest.Add("image", facts.AppImage[(facts.AppImage.LastIndexOf('/') + 1)..]);
        }

        if (_appUser && facts.AppUser is { } user)
        {
            digest.Add("user", user);
        }

        if (_appUser && facts.AppGroup is { } group)
        {
            digest.Add("group", group);
        }

        if (_lingers && facts.Lingers is { } seconds)
        {
            digest.Add("lingers", seconds);
            digest.Add("sleepHook", facts.KnowsSleepHook ? 1 : 0);
        }
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

    private static void AddIf(bool isRead, ref InputDigest digest, string name, string value)
    {
        if (isRead && value.Length > 0)
        {
            digest.Add(name, value);
        }
    }
}
